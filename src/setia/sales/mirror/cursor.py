"""How far the mirror has read: the last line, reversal and merge it has seen."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Max

from setia.core.models import TrailHead
from setia.people.models import Merge
from setia.sales.models import Reversal, SaleLine

FILE = "cursor.json"


@dataclass(frozen=True)
class Cursor:
    """Highest ids seen, and the length of the trail, by which any change shows."""

    line: int = 0
    reversal: int = 0
    merge: int = 0
    trail: int = 0


def cursor_kept(folder: Path) -> Cursor:
    """Return how far the mirror in a folder is; from the start where there is none."""
    path = folder / FILE
    if not path.is_file():
        return Cursor()
    return Cursor(**json.loads(path.read_text(encoding="utf-8")))


def keep_cursor(folder: Path, cursor: Cursor) -> None:
    """Set down how far the mirror is, as the last step of a refresh."""
    draft = folder / f".{FILE}"
    draft.write_text(json.dumps(asdict(cursor)), encoding="utf-8")
    draft.replace(folder / FILE)


def cursor_now() -> Cursor:
    """Return the highest ids such that nothing below them can still appear.

    PostgreSQL hands ids out before a transaction commits, so a smaller one may come later.
    The lock waits for writers under way and is let go at once; SQLite has one writer.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as sql:
                sql.execute(
                    "LOCK TABLE sales_saleline, sales_reversal, people_merge IN SHARE MODE"
                )
        head = TrailHead.objects.filter(pk=1).first()
        return Cursor(
            _highest(SaleLine),
            _highest(Reversal),
            _highest(Merge),
            head.count if head else 0,
        )


def _highest(model: type[SaleLine] | type[Reversal] | type[Merge]) -> int:
    return model.objects.aggregate(Max("pk"))["pk__max"] or 0
