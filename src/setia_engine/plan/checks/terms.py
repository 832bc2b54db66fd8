"""Rules of the terms: caps in rounding units, funders that share the whole."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from setia_engine.plan.checks.draft import AMOUNT, POSITIVE, SHARE, Draft, read
from setia_engine.plan.terms import HOUSE, multiple_of
from setia_engine.values.problem import Problem


def caps_are_rounding_units(draft: Draft) -> Iterator[Problem]:
    """A cap is a multiple of `rounding.to`, or awards at the cap could not be paid."""
    to = read(POSITIVE, draft.part("rounding").get("to", 1))
    for key in ("per_party", "budget"):
        cap = read(AMOUNT, draft.part("caps").get(key))
        if to is not None and cap is not None and not multiple_of(cap, to):
            allowed = f"a multiple of {to:f} (`rounding.to`)"
            yield draft.problem("cap-unit", ("caps", key), allowed)


def shares_make_at_most_all(draft: Draft) -> Iterator[Problem]:
    """Funders bear at most 100 % together; the house needs no share of its own."""
    shares = [
        (item.get("party"), read(SHARE, item.get("share")))
        for _, item in draft.items("funding")
    ]
    known = [share for _, share in shares if share is not None]
    total = sum(known, start=Decimal(0))
    if total > 1:
        allowed = f"shares of at most 100% together; these make {_percent(total)}"
        yield draft.problem("funding-sum", ("funding",), allowed)
    # A list, since in a broken document a party may be anything.
    elif (
        HOUSE in [party for party, _ in shares] and total < 1 and len(known) == len(shares)
    ):
        allowed = f"no `{HOUSE}`, which bears what is left, or shares of 100%"
        yield draft.problem("funding-sum", ("funding",), allowed)


def funders_stand_once(draft: Draft) -> Iterator[Problem]:
    """A party funds a plan with one share."""
    seen: set[str] = set()
    for steps, item in draft.items("funding"):
        party = str(item.get("party", "")).strip()
        if party and party in seen:
            yield draft.problem("funding-party", (*steps, "party"), "each party once")
        seen.add(party)


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}%"
