"""Read rows by many keys, so many at once as every database takes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)
AT_ONCE = 500


def by_keys(rows: QuerySet[Row], column: str, keys: Collection[int]) -> Iterator[Row]:
    """Yield the rows that have one of the keys in a column."""
    wanted = sorted(keys)
    for start in range(0, len(wanted), AT_ONCE):
        yield from rows.filter(**{f"{column}__in": wanted[start : start + AT_ONCE]})
