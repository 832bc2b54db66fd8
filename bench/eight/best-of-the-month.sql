-- Minima fall with the places, so a party takes the first place whose minimum it meets, or
-- the one after the party before it, whichever is lower.
WITH measured AS (
    SELECT
        date_trunc('month', sold_at)::DATE AS window_from,
        seller_id AS party_id,
        sum(amount) AS revenue,
        max(sold_at) AS last_sold_at
    FROM sale_lines
    JOIN products USING (product_id)
    WHERE category IN ('category-01', 'category-04')
        AND sold_at >= '2024-01-01' AND sold_at < '2026-01-01'
    GROUP BY ALL
    HAVING revenue > 0
), ranked AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY window_from ORDER BY revenue DESC, last_sold_at, party_id
        ) AS nth,
        CASE
            WHEN revenue >= 300000000 THEN 1
            WHEN revenue >= 200000000 THEN 2
            WHEN revenue >= 100000000 THEN 3
            ELSE 5
        END AS met
    FROM measured
), placed AS (
    SELECT *, nth + max(met - nth) OVER (PARTITION BY window_from ORDER BY nth) AS place
    FROM ranked
    WHERE nth <= 5
)
SELECT
    window_from,
    party_id,
    [10000000, 5000000, 2500000, 1000000, 1000000][place] AS amount
FROM placed
WHERE place <= 5
