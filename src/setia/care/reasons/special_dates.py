"""A day worth a word: a birthday, a wedding, the shop's own day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q

from setia.care.reasons.found import Found, Looked
from setia.people.models import SpecialDate

AHEAD = 3


def special_dates(looked: Looked) -> Iterator[Found]:
    """Find days of today and of the next three; today's are due."""
    coming = {
        (day.month, day.day): day
        for ahead in range(AHEAD + 1)
        for day in [looked.day + timedelta(days=ahead)]
    }
    near = Q()
    for month, day in coming:
        near |= Q(month=month, day=day)
    rows = SpecialDate.objects.filter(near, party__in=list(looked.parties))
    for row in rows.order_by("pk"):
        on = coming[row.month, row.day]
        params: dict[str, object] = {"what": row.kind, "label": row.label}
        params |= {"day_on": on.isoformat()}
        params |= {"years": on.year - row.year} if row.year and row.year < on.year else {}
        is_today = on == looked.day
        code = "date_today" if is_today else "date_soon"
        yield Found(row.party_id, code, params, due=is_today)
