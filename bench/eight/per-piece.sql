SELECT
    date_trunc('quarter', sold_at)::DATE AS window_from,
    seller_id AS party_id,
    round(sum(quantity) * 750) AS amount
FROM sale_lines
JOIN products USING (product_id)
WHERE brand IN ('brand-02', 'brand-05', 'brand-11')
    AND sold_at >= '2024-01-01' AND sold_at < '2026-01-01'
GROUP BY ALL
HAVING amount <> 0
