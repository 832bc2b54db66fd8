"""Register the sellers, buyers and products that a file names and nobody knows."""

from __future__ import annotations

from setia.core.actor import Actor
from setia.intake.choices import Choices
from setia.intake.sales_lines.judge import rows_of
from setia.people.bulk_register import bulk_register
from setia.people.drafts import PartyDraft
from setia.people.resolve_code import codes_to_ids


def create_unknown(line: str, choices: Choices, by: Actor) -> dict[str, int]:
    """Register who and what is missing, where the person wants it, and count them.

    Their name is their id until somebody gives them a better one. Who sells and buys is
    registered as a seller.
    """
    counts = {}
    if choices.create_parties:
        sellers = _unknown_parties(line, "seller")
        buyers = [code for code in _unknown_parties(line, "buyer") if code not in sellers]
        drafts = [PartyDraft(code, choices.seller_role, code) for code in sellers]
        drafts += [PartyDraft(code, choices.buyer_role, code) for code in buyers]
        counts["parties"] = bulk_register(drafts, by).new if drafts else 0
    if choices.create_products:
        counts["products"] = 0
    return counts


def _unknown_parties(line: str, column: str) -> list[str]:
    sql = f"SELECT DISTINCT {column} FROM {line} WHERE {column} IS NOT NULL ORDER BY 1"  # noqa: S608 - names of our own
    codes = [row[0] for row in rows_of(sql)]
    known = codes_to_ids(codes)
    return [code for code in codes if code not in known]
