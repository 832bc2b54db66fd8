"""Register the sellers, buyers and products that a file names and nobody knows."""

from __future__ import annotations

from setia.catalog.register_product import ProductDraft, bulk_register_products
from setia.core.actor import Actor
from setia.core.plain_text import plain_text
from setia.intake.choices import Choices
from setia.intake.sales_lines.judge import rows_of
from setia.people.bulk_register import bulk_register
from setia.people.drafts import PartyDraft


def create_unknown(choices: Choices, by: Actor) -> dict[str, int]:
    """Register who and what judged lines lack, where the person wants it, and count them.

    Their name is their id until somebody gives them a better one. Who sells and buys is
    registered as a seller. Lines that are refused anyway bring nobody in.
    """
    counts = {}
    if choices.create_parties:
        sellers = _lacking("seller")
        buyers = sorted(set(_lacking("buyer")) - set(sellers))
        drafts = [PartyDraft(_name(code), choices.seller_role, code) for code in sellers]
        drafts += [PartyDraft(_name(code), choices.buyer_role, code) for code in buyers]
        counts["parties"] = bulk_register(drafts, by).new if drafts else 0
    if choices.create_products:
        goods = [ProductDraft(code, _name(code)) for code in _lacking("product")]
        counts["products"] = bulk_register_products(goods, by).new if goods else 0
    return counts


def _name(code: str) -> str:
    """Return a name that can be shown; an odd code stays what it is, so that it is found."""
    return plain_text(code).strip() or "?"


def _lacking(role: str) -> list[str]:
    sql = (
        f"SELECT DISTINCT {role} FROM intake_judged WHERE {role} IS NOT NULL "  # noqa: S608 - one of three names of our own
        f"AND {role}_id IS NULL AND verdict IN ('new', 'conflict') ORDER BY 1"
    )
    return [row[0] for row in rows_of(sql)]
