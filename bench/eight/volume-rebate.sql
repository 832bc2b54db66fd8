SELECT
    window_from,
    party_id,
    round(
        least(revenue, 50000000) * 0.0025
        + greatest(least(revenue, 250000000) - 50000000, 0) * 0.0075
        + greatest(revenue - 250000000, 0) * 0.0125
    ) AS amount
FROM (
    SELECT
        date_trunc('quarter', sold_at)::DATE AS window_from,
        seller_id AS party_id,
        sum(amount) AS revenue
    FROM sale_lines
    WHERE sold_at >= '2024-01-01' AND sold_at < '2026-01-01'
    GROUP BY ALL
)
WHERE revenue > 0 AND amount <> 0
