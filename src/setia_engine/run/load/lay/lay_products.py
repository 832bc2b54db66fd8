"""Lay down what is sold: every product that any table names, and its codes."""

# ruff: noqa: S608 - statements are put together from the contract, never from cells

from __future__ import annotations

import duckdb
import pyarrow as pa

from setia_engine.run.load.read.whole_units import units_sql
from setia_engine.run.load.source import Source


def lay_products(
    connection: duckdb.DuckDBPyConnection, products: Source, lines: Source
) -> pa.Table:
    """Return the products by code; keep ``product_codes`` for the lines."""
    described = [column.name for column in products.table.columns]
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE products_read AS {products.rows(*described)}"
    )
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE product_codes AS
        SELECT id, CAST(row_number() OVER (ORDER BY id) - 1 AS INTEGER) AS code,
            {units_sql("cost", small=False)} AS product_cost, product_id IS NOT NULL AS known
        FROM (SELECT DISTINCT id FROM (
            SELECT product_id AS id FROM products_read
            UNION ALL SELECT product_id FROM ({lines.rows("product_id")})
        )) LEFT JOIN products_read ON product_id = id
        WHERE id IS NOT NULL
    """)
    return connection.sql(f"""
        SELECT id AS product_id, name, category, brand, supplier_id,
            {units_sql("price", small=False)} AS price, product_cost AS cost, known
        FROM product_codes LEFT JOIN products_read ON product_id = id
        ORDER BY code
    """).to_arrow_table()


def largest_cost(connection: duckdb.DuckDBPyConnection) -> int:
    """Return the largest cost of a product, in minor units."""
    largest = connection.sql("FROM product_codes SELECT max(abs(product_cost))").fetchall()
    return int(largest[0][0] or 0)
