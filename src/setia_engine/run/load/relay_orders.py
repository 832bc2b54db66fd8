"""Lay orders anew into facts that are open: what is new, corrected or gone since then.

The lines go the same way as all others, through the same checks and reading rules. Parties,
products and their codes stay as they were when the facts were opened.
"""

# ruff: noqa: S608 - statements are put together from our own names, never from cells

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from setia_engine.facts.contract import SALE_LINES
from setia_engine.facts.laid import LINE_COLUMNS, LaidFacts
from setia_engine.run.load.check.check_tables import check_tables
from setia_engine.run.load.files.find_sources import find_sources
from setia_engine.run.load.findings import Findings
from setia_engine.run.load.lay.lay_lines import laid_sql
from setia_engine.run.load.open_facts import tell_nobody
from setia_engine.run.load.source import Source
from setia_engine.run.load.workspace import Workspace

UNCODED = """
SELECT count(*) FROM ({lines}) WHERE seller_id NOT IN (SELECT id FROM party_codes)
OR buyer_id NOT IN (SELECT id FROM party_codes)
OR product_id NOT IN (SELECT id FROM product_codes)
"""


def relay_orders(facts: LaidFacts, orders: Sequence[str], folder: Path) -> bool:
    """Put the lines in a folder in the place of all that are laid of these orders.

    Returns False, and changes nothing, where a line names a party or product that was not
    known when the facts were opened. The days must lie in the span they were opened with.

    Raises:
        FactsRejected: Lines break the contract.
    """
    findings = Findings(facts.connection)
    sources = find_sources(
        folder, Workspace(facts.connection, folder), findings, tell_nobody
    )
    check_tables(facts.connection, sources, findings, tell_nobody)
    if findings.total():
        raise findings.rejected()
    lines = sources[SALE_LINES]
    if not _all_coded(facts, lines):
        return False
    facts.connection.execute("BEGIN")
    for zone, table in facts.lines.items():
        facts.connection.execute(
            f"DELETE FROM {table} WHERE order_id IN (SELECT unnest($orders))",
            {"orders": list(orders)},
        )
        columns = ", ".join(LINE_COLUMNS)
        laid = laid_sql(lines, facts.offsets[zone], small=False)
        facts.connection.execute(f"INSERT INTO {table} ({columns}) {laid}")
    facts.connection.execute("COMMIT")
    return True


def _all_coded(facts: LaidFacts, lines: Source) -> bool:
    named = lines.rows("seller_id", "buyer_id", "product_id")
    found = facts.connection.sql(UNCODED.format(lines=named)).fetchall()
    return bool(found[0][0] == 0)
