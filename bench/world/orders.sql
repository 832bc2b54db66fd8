-- 24 months of days; weekends, fasting months and December sell more, and so does each
-- later month.
CREATE TABLE days AS
WITH weighed AS (
    SELECT
        day::DATE AS day,
        [8, 8, 8, 9, 11, 14, 12][isodow(day)]
        * [9, 9, 11, 14, 10, 10, 10, 10, 10, 10, 12, 15][month(day)]
        * (100 + datediff('month', DATE '2024-01-01', day)) AS weight
    FROM range(TIMESTAMP '2024-01-01', TIMESTAMP '2026-01-01', INTERVAL 1 DAY) AS each (day)
), running AS (
    SELECT day, sum(weight) OVER (ORDER BY day) AS until_now, sum(weight) OVER () AS whole
    FROM weighed
)
SELECT
    day,
    coalesce(lag(last) OVER (ORDER BY day), 0) AS first_order,
    last - first_order AS orders
FROM (SELECT day, (until_now * $orders // whole)::BIGINT AS last FROM running);

-- Ten lines make four orders, of one to four lines each; a day's orders come between
-- seven in the morning and ten at night.
CREATE TABLE orders AS
SELECT
    number,
    printf('SO%09d', number) AS order_id,
    day + to_seconds(25200 + (number - first_order) * 54000 // orders) AS sold_at,
    printf('S%06d', skewed(number, 31, $sellers)) AS seller_id,
    CASE WHEN even(number, 32, 100) < 85 THEN printf('C%06d', skewed(number, 33, $customers)) END AS buyer_id,
    CASE
        WHEN even(number, 34, 100) < 55 THEN 'shop'
        WHEN even(number, 34, 100) < 85 THEN 'marketplace'
        ELSE 'chat'
    END AS channel
FROM days, LATERAL unnest(range(first_order, first_order + orders)) AS numbered (number);
