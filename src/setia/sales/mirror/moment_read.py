"""The moment of what was read: whoever asks what was known then finds just that."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from setia.sales.mirror.cursor import Cursor
from setia.sales.models import Reversal, SaleLine

LAST = 1_000
"""Among so many of the newest is what came in while the cursor was being read."""


def moment_read(began: datetime, cursor: Cursor) -> datetime:
    """Return the moment of a reading that began at one and reached a cursor.

    It is when the reading began, or when the last that it reached was recorded. A later one
    would also stand for what was recorded after the cursor was read, and was not.
    """
    lines = SaleLine.objects.filter(pk__gt=cursor.line - LAST, pk__lte=cursor.line)
    undone = Reversal.objects.filter(pk__gt=cursor.reversal - LAST, pk__lte=cursor.reversal)
    found = (lines.aggregate(at=Max("recorded_at")), undone.aggregate(at=Max("at")))
    latest: datetime = max([began, *(one["at"] for one in found if one["at"] is not None)])
    return latest
