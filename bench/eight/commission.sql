SELECT
    date_trunc('month', sold_at)::DATE AS window_from,
    seller_id AS party_id,
    round(sum(amount * CASE category
        WHEN 'category-01' THEN 0.020
        WHEN 'category-02' THEN 0.025
        WHEN 'category-03' THEN 0.025
        WHEN 'category-05' THEN 0.040
        WHEN 'category-08' THEN 0.050
        ELSE 0.030
    END)) AS amount
FROM sale_lines
JOIN products USING (product_id)
WHERE sold_at >= '2024-01-01' AND sold_at < '2026-01-01'
GROUP BY ALL
HAVING amount <> 0
