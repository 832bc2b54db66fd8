-- Whole steps towards zero, in sen, since dividing decimals would go through a double.
SELECT
    date_trunc('month', sold_at)::DATE AS window_from,
    buyer_id AS party_id,
    (sum(amount) * 100)::BIGINT // 1000000 AS amount
FROM sale_lines
WHERE buyer_id IS NOT NULL
    AND sold_at >= '2024-01-01' AND sold_at < '2026-01-01'
GROUP BY ALL
HAVING amount <> 0
