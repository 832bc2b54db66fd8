WITH running AS (
    SELECT
        seller_id,
        sold_at,
        order_id,
        line_no,
        sum(quantity) OVER (
            PARTITION BY seller_id ORDER BY sold_at, order_id, line_no
        ) AS sold_so_far,
        sum(quantity) OVER (PARTITION BY seller_id) AS sold_in_the_end
    FROM sale_lines
    JOIN products USING (product_id)
    WHERE brand IN ('brand-01', 'brand-02', 'brand-03', 'brand-04')
        AND sold_at >= '2025-11-10' AND sold_at < '2025-11-24'
), reached AS (
    SELECT seller_id, reach, prize, winners, min((sold_at, order_id, line_no)) AS moment
    FROM running
    JOIN (VALUES (25, 100000, 20), (50, 400000, 5), (100, 1000000, 1))
        AS races (reach, prize, winners)
        ON sold_so_far >= reach AND sold_in_the_end >= reach
    GROUP BY ALL
)
SELECT DATE '2025-11-10' AS window_from, seller_id AS party_id, sum(prize) AS amount
FROM (
    SELECT * FROM reached
    QUALIFY row_number() OVER (PARTITION BY reach ORDER BY moment) <= winners
)
GROUP BY ALL
