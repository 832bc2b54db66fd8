WITH quarterly AS (
    SELECT
        date_trunc('quarter', sold_at)::DATE AS quarter,
        seller_id AS party_id,
        sum(amount) AS revenue
    FROM sale_lines
    JOIN parties ON party_id = seller_id
    WHERE role IN ('reseller', 'outlet')
        AND sold_at >= '2024-01-01' AND sold_at < '2026-01-01'
    GROUP BY ALL
)
SELECT
    this.quarter AS window_from,
    this.party_id,
    round(this.revenue * CASE
        WHEN this.revenue * 100 >= base.revenue * 120 THEN 0.02 ELSE 0.01
    END) AS amount
FROM quarterly AS this
JOIN quarterly AS base
    ON base.party_id = this.party_id AND base.quarter = this.quarter - INTERVAL 1 YEAR
WHERE this.quarter >= '2025-01-01'
    AND base.revenue > 0
    AND this.revenue * 100 >= base.revenue * 110
