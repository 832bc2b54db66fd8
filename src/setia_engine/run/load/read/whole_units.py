"""Amounts as whole numbers: money in hundredths, quantity in thousandths.

DuckDB refuses to multiply a decimal by its scale when the result might not fit, and a
wider decimal is a hundred times slower. So each value is taken apart at the point, unless
the largest one is known to be small.
"""

from __future__ import annotations

from setia_engine.values.numbers import MARGIN_UNITS, MINOR, THOUSANDTHS

SCALES = {"quantity": THOUSANDTHS, "amount": MINOR, "cost": MINOR, "price": MINOR}
MARGIN_STEP = MARGIN_UNITS // MINOR


def units_sql(column: str, *, small: bool) -> str:
    """Return a column of amounts in whole units, as a 64-bit integer."""
    scale = SCALES[column]
    if small:
        return f"CAST({column} * {scale} AS BIGINT)"
    whole = f"CAST(trunc({column}) AS BIGINT) * {scale}"
    return f"({whole} + CAST(({column} % 1) * {scale} AS BIGINT))"


def margin_sql(product_cost: str, *, small: bool) -> str:
    """Return amount less cost in hundred-thousandths; without a cost there is none.

    The cost is that of the line, else that of the product for the quantity.
    """
    width = "BIGINT" if small else "HUGEINT"
    amount, cost = f"CAST(amount AS {width})", f"CAST(cost AS {width})"
    by_product = f"CAST(quantity AS {width}) * {product_cost}"
    return (
        f"CAST(CASE WHEN cost IS NOT NULL THEN ({amount} - {cost}) * {MARGIN_STEP}"
        f" ELSE {amount} * {MARGIN_STEP} - {by_product} END AS DECIMAL(38,0))"
    )
