"""The tables of the mirror, as queries: what is read, and the layout of the data contract."""

from __future__ import annotations

MONTH = {
    "sqlite": "substr(sold_at, 1, 7)",
    "postgresql": "to_char(sold_at AT TIME ZONE 'UTC', 'YYYY-MM')",
}
MONTHS_GROWN = {
    vendor: f"""
SELECT DISTINCT {month} FROM sales_saleline
WHERE id > %(line)s AND id <= %(last_line)s
"""  # noqa: S608 - the two spellings of a month above
    for vendor, month in MONTH.items()
}
MONTHS_CHANGED = {
    vendor: f"""
SELECT DISTINCT {month} FROM sales_saleline
WHERE id IN (SELECT line_id FROM sales_reversal
             WHERE id > %(reversal)s AND id <= %(last_reversal)s)
UNION
SELECT DISTINCT {month} FROM sales_saleline
WHERE seller_id IN (SELECT gone_id FROM people_merge
                    WHERE id > %(merge)s AND id <= %(last_merge)s)
   OR buyer_id IN (SELECT gone_id FROM people_merge
                   WHERE id > %(merge)s AND id <= %(last_merge)s)
"""  # noqa: S608 - as above
    for vendor, month in MONTH.items()
}

LINES_OF_MONTH = """
SELECT l.order_id, l.line_no, l.sold_at, l.recorded_at, l.seller_id, l.buyer_id,
       l.product_id, l.quantity_milli, l.amount_minor, l.cost_minor, l.channel,
       l.returns_order_id, l.revision, coalesce(CAST(r.at AS TEXT), '') AS reversed_at
FROM sales_saleline l LEFT JOIN sales_reversal r ON r.line_id = l.id
WHERE l.sold_at >= '{first}' AND l.sold_at < '{after}'
"""

NEW_LINES_OF_MONTH = f"{LINES_OF_MONTH}  AND l.id > {{first_id}} AND l.id <= {{last_id}}\n"

NO_LINES = LINES_OF_MONTH.format(first="1900-01-01", after="1900-01-01")

SOURCES = {
    "party": """
SELECT id, code, name, role, tier, category, territory, parent_id,
       coalesce(CAST(joined_on AS TEXT), '') AS joined_on,
       coalesce(CAST(birth_date AS TEXT), '') AS birth_date
FROM people_party""",
    "merge": "SELECT gone_id, kept_id FROM people_merge",
    "alias": "SELECT code, party_id FROM people_alias",
    "contact": "SELECT id, party_id, kind, normal FROM people_contact",
    "history": """
SELECT id, party_id, attribute, value, CAST(from_date AS TEXT) AS from_date
FROM people_partyattribute""",
    "product": """
SELECT id, code, name, category, brand, supplier_id, price_minor, cost_minor
FROM catalog_product""",
}

MERGES = """
CREATE OR REPLACE TABLE survivor AS
WITH RECURSIVE
links AS (SELECT CAST(gone_id AS BIGINT) AS gone, CAST(kept_id AS BIGINT) AS kept
          FROM merge),
step AS (
    SELECT CAST(id AS BIGINT) AS id, CAST(id AS BIGINT) AS kept FROM party
    UNION ALL
    SELECT step.id, links.kept FROM step JOIN links ON links.gone = step.kept
)
SELECT step.id, party.code
FROM step JOIN party ON CAST(party.id AS BIGINT) = step.kept
WHERE step.kept NOT IN (SELECT gone FROM links)
"""

_LINE = """
SELECT line.order_id,
       CAST(line.line_no AS BIGINT) AS line_no,
       CAST(line.sold_at AS TIMESTAMPTZ) AS sold_at,
       CAST(line.recorded_at AS TIMESTAMPTZ) AS recorded_at,
       seller.code AS seller_id,
       buyer.code AS buyer_id,
       product.code AS product_id,
       CAST(CAST(line.quantity_milli AS DECIMAL(19, 0)) * 0.001 AS DECIMAL(18, 3))
           AS quantity,
       CAST(CAST(line.amount_minor AS DECIMAL(19, 0)) * 0.01 AS DECIMAL(18, 2)) AS amount,
       CAST(CAST(line.cost_minor AS DECIMAL(19, 0)) * 0.01 AS DECIMAL(18, 2)) AS cost,
       nullif(line.channel, '') AS channel,
       nullif(line.returns_order_id, '') AS returns_order_id
"""
_FROM = """
FROM line
JOIN survivor AS seller ON seller.id = CAST(line.seller_id AS BIGINT)
LEFT JOIN survivor AS buyer ON buyer.id = CAST(line.buyer_id AS BIGINT)
JOIN product ON CAST(product.id AS BIGINT) = CAST(line.product_id AS BIGINT)
"""
_SORTED = """
ORDER BY product.category, product.code, line.sold_at, line.order_id, line.line_no
"""
STANDING = f"{_LINE}{_FROM}WHERE line.reversed_at = ''{_SORTED}"
REVERSED = (
    f"{_LINE}, CAST(line.reversed_at AS TIMESTAMPTZ) AS reversed_at, line.revision"
    f"{_FROM}WHERE line.reversed_at <> ''{_SORTED}, line.revision"
)

PARTIES = """
SELECT survivor.code AS party_id, party.name, party.role,
       nullif(party.tier, '') AS tier,
       nullif(party.category, '') AS category,
       nullif(party.territory, '') AS territory,
       parent.code AS parent_id,
       CAST(nullif(party.joined_on, '') AS DATE) AS joined_on,
       (SELECT arg_min(normal, id) FROM contact
        WHERE party_id = party.id AND kind IN ('whatsapp', 'phone')) AS phone,
       (SELECT arg_min(normal, id) FROM contact
        WHERE party_id = party.id AND kind = 'email') AS email,
       CAST(nullif(party.birth_date, '') AS DATE) AS birth_date
FROM party
JOIN survivor ON survivor.id = CAST(party.id AS BIGINT) AND survivor.code = party.code
LEFT JOIN survivor AS parent ON parent.id = CAST(party.parent_id AS BIGINT)
ORDER BY survivor.code
"""

PARTY_HISTORY = """
SELECT survivor.code AS party_id, history.attribute,
       nullif(CASE WHEN history.attribute = 'parent_id'
                   THEN nullif(coalesce(parent.code, history.value), survivor.code)
                   ELSE history.value END, '') AS value,
       CAST(history.from_date AS DATE) AS from_date
FROM history
JOIN party ON party.id = history.party_id
JOIN survivor ON survivor.id = CAST(party.id AS BIGINT) AND survivor.code = party.code
LEFT JOIN party AS named ON history.attribute = 'parent_id' AND named.code = history.value
LEFT JOIN survivor AS parent ON parent.id = CAST(named.id AS BIGINT)
QUALIFY row_number() OVER (
    PARTITION BY history.party_id, history.attribute, history.from_date
    ORDER BY history.id DESC) = 1
ORDER BY 1, 2, 4
"""

PRODUCTS = """
SELECT product.code AS product_id, product.name,
       nullif(product.category, '') AS category,
       nullif(product.brand, '') AS brand,
       supplier.code AS supplier_id,
       CAST(CAST(product.price_minor AS DECIMAL(19, 0)) * 0.01 AS DECIMAL(18, 2)) AS price,
       CAST(CAST(product.cost_minor AS DECIMAL(19, 0)) * 0.01 AS DECIMAL(18, 2)) AS cost
FROM product LEFT JOIN survivor AS supplier ON supplier.id = CAST(product.supplier_id AS BIGINT)
ORDER BY product.code
"""
