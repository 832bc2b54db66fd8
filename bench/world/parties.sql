-- 15 suppliers, one in a hundred a distributor, one in five a seller below a distributor,
-- the rest customers.
CREATE TABLE parties AS
SELECT
    kind || printf('%06d', number) AS party_id,
    'Party ' || kind || number AS name,
    CASE
        WHEN kind = 'M' THEN 'supplier'
        WHEN kind = 'D' THEN 'distributor'
        WHEN kind = 'C' THEN 'customer'
        WHEN even(place, 11, 100) < 60 THEN 'reseller'
        WHEN even(place, 11, 100) < 85 THEN 'outlet'
        ELSE 'salesperson'
    END AS role,
    CASE
        WHEN kind NOT IN ('S', 'C') THEN NULL
        WHEN even(place, 12, 100) < 55 THEN 'bronze'
        WHEN even(place, 12, 100) < 83 THEN 'silver'
        WHEN even(place, 12, 100) < 96 THEN 'gold'
        ELSE 'platinum'
    END AS tier,
    CASE WHEN kind = 'S' THEN ['grosir', 'eceran', 'daring'][even(place, 13, 3) + 1] END AS category,
    printf('territory-%02d', even(place, 14, 12) + 1) AS territory,
    CASE WHEN kind = 'S' THEN printf('D%06d', even(place, 15, $distributors)) END AS parent_id,
    DATE '2018-01-01' + even(place, 16, 2900)::INTEGER AS joined_on
FROM (
    SELECT 'M' AS kind, n AS number, n AS place FROM range(1, 16) AS suppliers (n)
    UNION ALL
    SELECT 'D', n, 1000 + n FROM range($distributors) AS distributors (n)
    UNION ALL
    SELECT 'S', n, 1000000 + n FROM range($sellers) AS sellers (n)
    UNION ALL
    SELECT 'C', n, 2000000 + n FROM range($customers) AS customers (n)
);
UPDATE parties SET party_id = 'M' || party_id[-2:] WHERE role = 'supplier';

-- A few per cent of sellers and customers rise or fall; one seller in a hundred moves to
-- another distributor.
CREATE TABLE party_history AS
SELECT
    party_id,
    'tier' AS attribute,
    ['bronze', 'silver', 'gold', 'platinum'][even(place, 22, 4) + 1] AS value,
    DATE '2024-01-01' + even(place, 23, 731)::INTEGER AS from_date
FROM (
    SELECT party_id, rowid + 5000000 AS place FROM parties WHERE role NOT IN ('supplier', 'distributor')
)
WHERE even(place, 21, 1000) < 40
UNION ALL
SELECT
    party_id,
    'parent_id',
    printf('D%06d', even(place, 25, $distributors)),
    DATE '2024-01-01' + even(place, 26, 731)::INTEGER
FROM (
    SELECT party_id, rowid + 6000000 AS place FROM parties WHERE parent_id IS NOT NULL
)
WHERE even(place, 24, 1000) < 10;
