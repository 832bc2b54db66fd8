CREATE TABLE drawn AS
SELECT
    line,
    line // 10 * 4 + [0, 1, 1, 2, 2, 2, 3, 3, 3, 3][line % 10 + 1] AS number,
    [1, 1, 2, 1, 2, 3, 1, 2, 3, 4][line % 10 + 1] AS line_no,
    steep(line, 41, $products) AS product,
    even(line, 42, 100) AS of_many,
    [0, 0, 0, 0, 5, 10, 15][even(line, 43, 7) + 1] AS discount
FROM range($sold) AS numbered (line);

-- Money in whole sen: a discount on a price, by the piece or by weight.
CREATE TABLE sold AS
SELECT
    line,
    number,
    line_no::INTEGER AS line_no,
    product_id,
    thousandths,
    (price::BIGINT * (100 - discount) * thousandths // 1000)::BIGINT AS sen,
    CASE
        WHEN of_many % 4 = 0
        THEN (coalesce(cost, price * 7 / 10)::BIGINT * (95 + of_many // 10) * thousandths // 1000)::BIGINT
    END AS cost_in_sen
FROM (
    SELECT
        *,
        CASE
            WHEN product % 40 = 0 THEN 250 * (1 + of_many % 12)
            WHEN of_many < 62 THEN 1000
            WHEN of_many < 82 THEN 2000
            WHEN of_many < 94 THEN 1000 * (3 + of_many % 4)
            WHEN of_many < 99 THEN 12000
            ELSE 24000
        END AS thousandths
    FROM drawn
    JOIN products USING (product)
);

-- Of every 49 lines sold one comes back, as an order of its own some days later.
CREATE TABLE sale_lines AS
SELECT
    order_id,
    line_no,
    sold_at,
    seller_id,
    buyer_id,
    product_id,
    (thousandths::DECIMAL(18, 0) / 1000)::DECIMAL(18, 3) AS quantity,
    (sen::DECIMAL(18, 0) / 100)::DECIMAL(18, 2) AS amount,
    (cost_in_sen::DECIMAL(18, 0) / 100)::DECIMAL(18, 2) AS cost,
    channel,
    NULL::VARCHAR AS returns_order_id
FROM sold
JOIN orders USING (number)
UNION ALL
SELECT
    printf('RT%09d', line),
    1,
    least(sold_at + to_hours(20 + even(line, 51, 700)), TIMESTAMP '2025-12-31 22:00:00'),
    seller_id,
    buyer_id,
    product_id,
    (-thousandths::DECIMAL(18, 0) / 1000)::DECIMAL(18, 3),
    (-sen::DECIMAL(18, 0) / 100)::DECIMAL(18, 2),
    (-cost_in_sen::DECIMAL(18, 0) / 100)::DECIMAL(18, 2),
    channel,
    order_id
FROM sold
JOIN orders USING (number)
WHERE line % 49 = even(line // 49, 52, 49);
