"""Lists that are sorted and paged by the server, in an order that is complete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True)
class Page:
    """One page of rows, with what the pager and the heads of columns need."""

    rows: Sequence[Any]
    count: int
    number: int
    pages: int
    sort: str

    @property
    def previous(self) -> int | None:
        """Return the page before, if there is one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """Return the page after, if there is one."""
        return self.number + 1 if self.number < self.pages else None


@dataclass(frozen=True)
class Listing:
    """How a list is asked for: ``sort`` is a name from ``sorts``, with ``-`` backwards.

    What makes no sense in a query becomes the default or the nearest page; a list never
    fails because somebody edited its address.
    """

    query: Mapping[str, str]
    sorts: Mapping[str, tuple[str, ...]]
    default: str
    per_page: int = 50

    def over(self, rows: QuerySet[Any]) -> Page:
        """Return the page of a queryset that the query asks for."""
        sort = self._sort()
        count = rows.count()
        pages = max(1, -(-count // self.per_page))
        number = min(asked_page(self.query), pages)
        start = (number - 1) * self.per_page
        ordered = rows.order_by(*self._columns(sort), "pk")
        found = list(ordered[start : start + self.per_page])
        return Page(found, count, number, pages, sort)

    def _sort(self) -> str:
        asked = self.query.get("sort", "")
        return asked if asked.removeprefix("-") in self.sorts else self.default

    def _columns(self, sort: str) -> list[str]:
        columns = self.sorts[sort.removeprefix("-")]
        if not sort.startswith("-"):
            return list(columns)
        return [_turned(column) for column in columns]


def asked_page(query: Mapping[str, str]) -> int:
    """Return the number of the page that a query asks for, at least 1."""
    text = query.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def _turned(column: str) -> str:
    return column[1:] if column.startswith("-") else f"-{column}"
