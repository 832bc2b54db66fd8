"""How far the mirror has read, so that any change that matters to plans shows."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Max, Model, Sum

from setia.catalog.models import Product
from setia.people.models import Merge, Party, PartyAttribute
from setia.sales.models import Reversal, SaleLine

FILE = "cursor.json"


@dataclass(frozen=True)
class Cursor:
    """Highest ids seen of what is only added; of what is edited, the sum of its versions."""

    line: int = 0
    reversal: int = 0
    merge: int = 0
    attribute: int = 0
    parties: int = 0
    products: int = 0


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
        return Cursor(
            line=_highest(SaleLine),
            reversal=_highest(Reversal),
            merge=_highest(Merge),
            attribute=_highest(PartyAttribute),
            parties=_versions(Party),
            products=_versions(Product),
        )


def _highest(model: type[Model]) -> int:
    return model._default_manager.aggregate(most=Max("pk"))["most"] or 0  # noqa: SLF001 - Django's public way to a model's rows


def _versions(model: type[Model]) -> int:
    """Return a number that grows with every new row and with every change of one."""
    return model._default_manager.aggregate(all=Sum("version"))["all"] or 0  # noqa: SLF001 - as above
