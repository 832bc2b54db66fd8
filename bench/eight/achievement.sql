SELECT window_from, party_id, round(revenue * rate) AS amount
FROM (
    SELECT
        date_trunc('month', sold_at)::DATE AS window_from,
        seller_id AS party_id,
        sum(amount) AS revenue,
        CASE
            WHEN revenue >= 100000000 THEN 0.015
            WHEN revenue >= 25000000 THEN 0.010
            WHEN revenue >= 10000000 THEN 0.005
        END AS rate
    FROM sale_lines
    WHERE sold_at >= '2024-01-01' AND sold_at < '2026-01-01'
    GROUP BY 1, 2
)
WHERE rate IS NOT NULL
