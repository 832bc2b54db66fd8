"""What becomes of each staged line, as SQL that both databases understand.

Tables in temporary storage, so that preview and commit leave nothing behind: the parties
and products that the file names, the lines that the business knows already, and of each
staged line what it turns out to be.
"""

from __future__ import annotations

MADE = (
    "intake_party",
    "intake_product",
    "intake_survivor",
    "intake_known",
    "intake_repeat",
    "intake_judged",
)

SURVIVORS = """
CREATE TEMPORARY TABLE intake_survivor AS
WITH RECURSIVE step(gone, id) AS (
    SELECT gone_id, kept_id FROM people_merge
    UNION
    SELECT step.gone, m.kept_id FROM step JOIN people_merge m ON m.gone_id = step.id
)
SELECT gone, id FROM step WHERE id NOT IN (SELECT gone_id FROM people_merge)
"""
# A standing code goes before an alias; both lead on to who is left after merges.
PARTIES = """
CREATE TEMPORARY TABLE intake_party AS
WITH named(code) AS (
    SELECT seller FROM {line} UNION SELECT buyer FROM {line} WHERE buyer IS NOT NULL
)
SELECT named.code AS code, coalesce(s.id, p.id, a.party_id) AS id
FROM named
LEFT JOIN people_party p ON p.code = named.code
LEFT JOIN people_alias a ON a.code = named.code
LEFT JOIN intake_survivor s ON s.gone = coalesce(p.id, a.party_id)
"""
PRODUCTS = """
CREATE TEMPORARY TABLE intake_product AS
SELECT named.code AS code, p.id AS id
FROM (SELECT DISTINCT product AS code FROM {line}) AS named
LEFT JOIN catalog_product p ON p.code = named.code
"""
KNOWN = """
CREATE TEMPORARY TABLE intake_known AS
SELECT l.row_no AS row_no, max(s.revision) AS revision,
       max(CASE WHEN r.id IS NULL THEN s.id END) AS standing_id
FROM {line} l
JOIN sales_saleline s ON s.order_id = l.order_id AND s.line_no = l.line_no
LEFT JOIN sales_reversal r ON r.line_id = s.id
GROUP BY l.row_no
"""
# The first of several rows with one key stands for all of them where they say the same.
REPEATS = """
CREATE TEMPORARY TABLE intake_repeat AS
WITH twice AS (
    SELECT order_id, line_no, min(row_no) AS first_row FROM {line}
    GROUP BY order_id, line_no HAVING count(*) > 1
)
SELECT t.order_id AS order_id, t.line_no AS line_no, t.first_row AS first_row,
       CAST(max(CASE WHEN {differs} THEN 1 ELSE 0 END) AS integer) AS differs
FROM twice t
JOIN {line} one ON one.row_no = t.first_row
JOIN {line} other ON other.order_id = t.order_id AND other.line_no = t.line_no
GROUP BY t.order_id, t.line_no, t.first_row
"""
CONTENT = (
    "sold_at",
    "seller",
    "buyer",
    "product",
    "quantity_milli",
    "amount_minor",
    "cost_minor",
    "channel",
    "returns_order_id",
    "method",
    "paid_at",
)
DIFFERS = " OR ".join(f"one.{name} IS DISTINCT FROM other.{name}" for name in CONTENT)
JUDGED = """
CREATE TEMPORARY TABLE intake_judged AS
SELECT l.row_no AS row_no, l.order_id AS order_id, l.line_no AS line_no,
       l.sold_at AS sold_at, seller.id AS seller_id, buyer.id AS buyer_id,
       product.id AS product_id, l.quantity_milli AS quantity_milli,
       l.amount_minor AS amount_minor, l.cost_minor AS cost_minor,
       l.channel AS channel, l.returns_order_id AS returns_order_id,
       l.method AS method, l.paid_at AS paid_at,
       l.seller AS seller, l.buyer AS buyer, l.product AS product,
       coalesce(k.revision, 0) + 1 AS revision, k.standing_id AS standing_id,
       t.first_row AS first_row,
       CASE
           WHEN t.differs = 1 THEN 'two_ways'
           WHEN l.row_no > t.first_row THEN 'repeated'
           WHEN seller.id IS NULL AND NOT {create_parties} THEN 'seller_unknown'
           WHEN l.buyer IS NOT NULL AND buyer.id IS NULL AND NOT {create_parties}
               THEN 'buyer_unknown'
           WHEN product.id IS NULL AND NOT {create_products} THEN 'product_unknown'
           WHEN k.standing_id IS NULL THEN 'new'
           WHEN s.sold_at = l.sold_at
                AND coalesce(past_seller.id, s.seller_id) = seller.id
                AND coalesce(past_buyer.id, s.buyer_id, 0) = coalesce(buyer.id, 0)
                AND s.product_id = product.id
                AND s.quantity_milli = l.quantity_milli
                AND s.amount_minor = l.amount_minor
                AND coalesce(l.cost_minor, s.cost_minor, 0) = coalesce(s.cost_minor, 0)
                AND s.channel = l.channel
                AND s.returns_order_id = l.returns_order_id
               THEN 'known'
           ELSE 'conflict'
       END AS verdict
FROM {line} l
LEFT JOIN intake_party seller ON seller.code = l.seller
LEFT JOIN intake_party buyer ON buyer.code = l.buyer
LEFT JOIN intake_product product ON product.code = l.product
LEFT JOIN intake_repeat t ON t.order_id = l.order_id AND t.line_no = l.line_no
LEFT JOIN intake_known k ON k.row_no = l.row_no
LEFT JOIN sales_saleline s ON s.id = k.standing_id
LEFT JOIN intake_survivor past_seller ON past_seller.gone = s.seller_id
LEFT JOIN intake_survivor past_buyer ON past_buyer.gone = s.buyer_id
"""
