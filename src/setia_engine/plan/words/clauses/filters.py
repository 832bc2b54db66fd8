"""Filters in words: whom, and which sales."""

from __future__ import annotations

from collections.abc import Iterator

from setia_engine.plan.filters import Eligible, Filter, Scope
from setia_engine.plan.words.phrase import Count, Listing, Phrase, Value, phrase

CHANGING = {"tier", "category", "territory"}
"""What a party is today and may not be tomorrow."""


def people(eligible: Eligible) -> Phrase | None:
    """Name the parties that a filter keeps; everyone needs no name."""
    return _kept(eligible, "people")


def sales(scope: Scope) -> Phrase | None:
    """Name the sales that a filter keeps; all of them need no name."""
    return _kept(scope, "sales")


def _kept(kept: Filter, of: str) -> Phrase | None:
    attributes = Listing(list(_attributes(kept, of)), "beside")
    excluded = None if kept.excluded is None else _kept(kept.excluded, of)
    if kept.excluded is not None and excluded is None:
        return phrase(f"{of}.nobody")
    if excluded is None:
        return phrase(f"{of}.with", attributes=attributes) if attributes.items else None
    if not attributes.items:
        return phrase(f"{of}.all_but", excluded=excluded)
    return phrase(f"{of}.with_but", attributes=attributes, excluded=excluded)


def _attributes(kept: Filter, of: str) -> Iterator[Phrase]:
    for name, values in kept.wanted().items():
        items: list[Value] = list(values)
        if name == "weekday":
            items = [phrase(f"weekday.{day}") for day in values]
        yield phrase(f"{of}.{name}", values=Listing(items, "or"))
    limit = getattr(kept, "joined_within", None)
    if limit is not None:
        yield phrase(f"{of}.joined_within", days=Count(limit, "days"))
