"""Sales of accounts, by the day and in whole rupiah."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

from builders import a_line, an_actor

from setia.accounts.models import AccountRule
from setia.accounts.set_account_rule import RuleDraft, set_account_rule
from setia.core.days import start_of

OWNER = an_actor()
NOVEMBER = date(2026, 11, 10)
_orders = count(1)


def sold(party, product, day: str, rupiah: int, side: str = "seller", **rest):
    """Book a line of a party on a day; of an outlet what it bought from itself, in a way."""
    at = start_of(date.fromisoformat(day)) + timedelta(hours=10)
    if side == "buyer":
        rest["buyer"] = party
    order = rest.pop("order_id", f"ORD-{next(_orders)}")
    return a_line(
        order, party, product, sold_at=at, recorded_at=at, amount_minor=rupiah * 100, **rest
    )


def by_sums(large: int, medium: int, role: str = "reseller", **rest) -> AccountRule:
    draft = RuleDraft(role, NOVEMBER, "sums", large * 100, medium * 100, **rest)
    return set_account_rule(draft, OWNER)


def by_shares(large: int, medium: int, role: str = "reseller", **rest) -> AccountRule:
    limits = {"large_millionths": large * 10_000, "medium_millionths": medium * 10_000}
    return set_account_rule(RuleDraft(role, NOVEMBER, "shares", **limits, **rest), OWNER)
