-- 20 categories, 40 brands, 15 suppliers; a brand is of one supplier, some products have no
-- cost of their own, and one in forty is sold by weight.
CREATE TABLE products AS
SELECT
    product,
    printf('P%05d', product) AS product_id,
    printf('Product %d', product) AS name,
    printf('category-%02d', skewed(product, 1, 20) + 1) AS category,
    printf('brand-%02d', brand + 1) AS brand,
    printf('M%02d', brand % 15 + 1) AS supplier_id,
    price::DECIMAL(18, 2) AS price,
    CASE WHEN even(product, 3, 100) < 85 THEN (price * (60 + even(product, 4, 25)) // 100)::DECIMAL(18, 2) END
        AS cost
FROM (
    SELECT
        product,
        skewed(product, 2, 40) AS brand,
        2500 + steep(product, 5, 3000) * 500 AS price
    FROM range($products) AS numbered (product)
);
