"""Lists that are worked out row by row, paged as others are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from setia.ui.listing import Page, asked_page

PER_PAGE = 50


def paged(rows: Sequence[Any], query: Mapping[str, str]) -> Page:
    """Return the page of some rows that a query asks for."""
    pages = max(1, -(-len(rows) // PER_PAGE))
    number = min(asked_page(query), pages)
    start = (number - 1) * PER_PAGE
    return Page(rows[start : start + PER_PAGE], len(rows), number, pages, "")


def named(model: Any, keys: Iterable[int]) -> dict[int, Any]:  # noqa: ANN401 - a model
    """Return rows by their ids, in one query."""
    found: dict[int, Any] = model.objects.in_bulk(sorted(set(keys)))
    return found
