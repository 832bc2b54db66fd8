"""Rules of tiers, places and conditions: one payment each, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from setia_engine.plan.checks.draft import (
    THRESHOLD,
    WHOLE,
    Draft,
    Keys,
    Steps,
    read,
)
from setia_engine.plan.measure import LIMITS
from setia_engine.plan.reward import PLACE_PAYS, TIER_PAYS
from setia_engine.values.problem import Problem


def one_limit(draft: Draft) -> Iterator[Problem]:
    """A condition makes exactly one comparison."""
    yield from _exactly_one(draft, draft.items("conditions"), LIMITS)


def one_payment(draft: Draft) -> Iterator[Problem]:
    """A tier or a place pays exactly one thing."""
    keys = TIER_PAYS if draft.kind == "tiers" else PLACE_PAYS
    yield from _exactly_one(draft, draft.payments, keys)


def tiers_ascend(draft: Draft) -> Iterator[Problem]:
    """Each tier starts above the one before it."""
    before: Decimal | None = None
    for steps, tier in draft.items("reward", "tiers"):
        start = read(THRESHOLD, tier.get("from"))
        if before is not None and start is not None and start <= before:
            allowed = f"more than {before:f}, the `from` of the tier before"
            yield draft.problem("tier-order", (*steps, "from"), allowed)
        before = start if start is not None else before


def places_count_from_one(draft: Draft) -> Iterator[Problem]:
    """Places are 1, 2, 3 … in order."""
    for number, (steps, place) in enumerate(draft.items("reward", "ranking"), start=1):
        found = read(WHOLE, place.get("place"))
        if found is not None and found != number:
            allowed = f"{number}; places are 1, 2, 3 … in order"
            yield draft.problem("place-order", (*steps, "place"), allowed)


def minima_descend(draft: Draft) -> Iterator[Problem]:
    """A lower place never asks for more than a higher one."""
    higher: tuple[Decimal, bool] | None = None
    for steps, place in draft.items("reward", "ranking"):
        minimum = _minimum(place)
        if higher is not None and minimum is not None and minimum > higher:
            allowed = "no more than the place above it asks for"
            yield draft.problem("place-minimum", (*steps, "at_least"), allowed)
        higher = minimum if minimum is not None else higher


def _minimum(place: Keys) -> tuple[Decimal, bool] | None:
    """Order minima: a bare place asks for anything above 0, more than `at_least: 0`."""
    if "at_least" not in place:
        return Decimal(0), True
    minimum = read(THRESHOLD, place["at_least"])
    return None if minimum is None else (minimum, False)


def _exactly_one(
    draft: Draft, items: list[tuple[Steps, Keys]], keys: Sequence[str]
) -> Iterator[Problem]:
    for steps, item in items:
        if sum(key in item for key in keys) != 1:
            yield draft.problem("one-of", steps, f"exactly one of {', '.join(keys)}")
