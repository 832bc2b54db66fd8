"""How much of an award is carried by orders that are paid."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from setia.closing.explained import explanation
from setia.closing.models import Award, CloseRun
from setia.programs.models import ProgramVersion
from setia.sales.mirror.read_database import reader_of_tables
from setia.sales.mirror.refresh_facts import facts_at_rest

PAYMENTS = """
SELECT p.order_id, CAST(sum(p.amount_minor) AS BIGINT) AS paid_minor
FROM sales_payment p
LEFT JOIN sales_paymentvoid v ON v.payment_id = p.id
LEFT JOIN sales_paymentcheck c ON c.payment_id = p.id
WHERE v.id IS NULL AND (p.method IN ('cash', 'card') OR
                        (p.method = 'transfer' AND c.id IS NOT NULL))
GROUP BY p.order_id
"""
# An order that comes to nothing or less, such as a return, is paid by nature.
PAID = """
CREATE TABLE paid AS
SELECT line.order_id
FROM read_parquet($lines, hive_partitioning = false) AS line
LEFT JOIN payments ON payments.order_id = line.order_id
GROUP BY line.order_id
HAVING sum(line.amount) * 100 <= coalesce(any_value(payments.paid_minor), 0)
"""
PARTS = """
SELECT party_id, window_from, coalesce(order_id_of_window, '') AS window_order,
       CAST(sum(amount) * 100 AS BIGINT) AS part_minor
FROM read_parquet($explain) SEMI JOIN paid USING (order_id)
GROUP BY ALL
"""


def paid_parts(run: int, version: int, awards: Sequence[Award]) -> dict[int, int]:
    """Return for each award what its paid orders carry, in hundredths of its unit."""
    row = ProgramVersion.objects.select_related("program").get(pk=version)
    folder = explanation(CloseRun.objects.get(pk=run), row, ended=True)
    with facts_at_rest() as known, reader_of_tables() as read, duckdb.connect() as duck:
        duck.register("payments", read(PAYMENTS))
        duck.execute(PAID, {"lines": str(known / "sale_lines/*.parquet")})
        found = duck.execute(PARTS, {"explain": str(folder / "explain.parquet")}).fetchall()
    parts = {(party, day, order): part for party, day, order, part in found}
    return {
        award.pk: parts.get((award.party.code, award.window_from, award.order_id), 0)
        for award in awards
    }
