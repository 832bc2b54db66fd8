"""Judge every staged line: new, known already, conflicting, repeated, or refused and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from django.db import DatabaseError, connection, transaction

from setia.intake.choices import Choices
from setia.intake.sales_lines import judging

CLASSES = ("new", "known", "conflict", "repeated")
REFUSALS = ("two_ways", "seller_unknown", "buyer_unknown", "product_unknown")
MILLION = 1_000_000
SAMPLE = """
SELECT j.row_no, j.order_id, j.line_no, j.sold_at, j.seller, j.buyer, j.product,
       j.quantity_milli, j.amount_minor, j.channel, j.method, j.first_row
FROM intake_judged j WHERE j.verdict = %s ORDER BY j.row_no LIMIT %s
"""
SAMPLE_COLUMNS = (
    *("row_no", "order_id", "line_no", "sold_at", "seller", "buyer", "product"),
    *("quantity_milli", "amount_minor", "channel", "method", "first_row"),
)
STANDING = """
SELECT j.row_no, s.sold_at, seller.code, buyer.code, p.code, s.quantity_milli,
       s.amount_minor, s.channel
FROM intake_judged j
JOIN sales_saleline s ON s.id = j.standing_id
JOIN people_party seller ON seller.id = s.seller_id
LEFT JOIN people_party buyer ON buyer.id = s.buyer_id
JOIN catalog_product p ON p.id = s.product_id
WHERE j.verdict = 'conflict' ORDER BY j.row_no LIMIT %s
"""
STANDING_COLUMNS = (
    *("row_no", "sold_at", "seller", "buyer", "product"),
    *("quantity_milli", "amount_minor", "channel"),
)
# Sums of a million large amounts leave 64 bits; their halves do not.
TOTALS = f"""
SELECT verdict, count(*), min(sold_at), max(sold_at),
       sum(quantity_milli / {MILLION}), sum(quantity_milli % {MILLION}),
       sum(amount_minor / {MILLION}), sum(amount_minor % {MILLION})
FROM intake_judged GROUP BY verdict
"""  # noqa: S608 - a number of our own


@contextmanager
def judged(line: str, choices: Choices) -> Iterator[None]:
    """Hold the judgement of staged lines in temporary tables while inside."""
    _drop()
    params = {
        "line": line,
        "differs": judging.DIFFERS,
        "create_parties": _spelt(choices.create_parties),
        "create_products": _spelt(choices.create_products),
    }
    try:
        with connection.cursor() as cursor:
            for statement in _steps():
                cursor.execute(statement.format(**params))
        yield
    finally:
        # A broken transaction takes the tables with it.
        with suppress(DatabaseError, transaction.TransactionManagementError):
            _drop()


def _steps() -> Iterator[str]:
    yield from (judging.SURVIVORS, judging.PARTIES, judging.PRODUCTS)
    yield from (judging.KNOWN, judging.REPEATS)
    if connection.vendor == "postgresql":
        for table in judging.MADE[:-1]:
            yield f"ANALYZE {table}"
    yield judging.JUDGED


def totals() -> dict[str, dict[str, Any]]:
    """Return of each verdict how many lines, from when to when, how much and how many."""
    found = {}
    for verdict, count, first, last, *halves in rows_of(TOTALS):
        high_quantity, low_quantity, high_amount, low_amount = map(int, halves)
        found[verdict] = {
            "rows": count,
            "first": str(first),
            "last": str(last),
            "quantity_milli": high_quantity * MILLION + low_quantity,
            "amount_minor": high_amount * MILLION + low_amount,
        }
    return found


def sample(verdict: str, most: int) -> list[dict[str, Any]]:
    """Return the first lines of a verdict; a conflicting one with the line that stands."""
    found = [_named(SAMPLE_COLUMNS, row) for row in rows_of(SAMPLE, [verdict, most])]
    if verdict == "conflict":
        standing = [_named(STANDING_COLUMNS, row) for row in rows_of(STANDING, [most])]
        by_row = {row["row_no"]: row for row in standing}
        found = [line | {"standing": by_row.get(line["row_no"])} for line in found]
    return found


def unknown_codes(role: str, most: int) -> tuple[int, list[str]]:
    """Return how many sellers, buyers or products nobody knows, and the first of them."""
    column, key = {
        "seller": ("seller", "seller_id"),
        "buyer": ("buyer", "buyer_id"),
        "product": ("product", "product_id"),
    }[role]
    inner = (
        f"SELECT DISTINCT {column} AS code FROM intake_judged "  # noqa: S608 - names from the table above
        f"WHERE {column} IS NOT NULL AND {key} IS NULL"
    )
    count = next(iter(rows_of(f"SELECT count(*) FROM ({inner}) AS unknown")))[0]  # noqa: S608 - as above
    codes = [row[0] for row in rows_of(f"{inner} ORDER BY 1 LIMIT %s", [most])]
    return count, codes


def rows_of(sql: str, params: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a query over judged lines, a few at a time."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)
        while rows := cursor.fetchmany(5_000):
            yield from rows


def _named(names: Sequence[str], row: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(names, row, strict=True))


def _drop() -> None:
    with connection.cursor() as cursor:
        for table in judging.MADE:
            cursor.execute(f"DROP TABLE IF EXISTS {table}")


def _spelt(chosen: bool) -> str:  # noqa: FBT001 - a truth value to spell
    return "(1 = 1)" if chosen else "(1 = 0)"
