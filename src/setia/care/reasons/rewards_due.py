"""A reward whose promised day passed, or is near, and that was not given yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from setia.care.reasons.found import Found, Looked
from setia.payouts.promises_kept import Promise, promises_due
from setia.people.resolve_code import survivors

BACK, AHEAD = timedelta(days=90), timedelta(days=3)
FRESH = 3
"""Days for which a broken promise goes before everything else; then it takes its turn."""


def rewards_due(looked: Looked) -> Iterator[Found]:
    """Find, for each party, the oldest reward that is late, or one that is due in days."""
    ends = survivors()
    owners = {
        *looked.parties,
        *(gone for gone, end in ends.items() if end in looked.parties),
    }
    start, end = looked.day - BACK, looked.day + AHEAD
    rows = promises_due(start, end, looked.day, owners)
    open_still = rows.filter(promise__in=[Promise.OVERDUE, Promise.DUE])
    seen = set()
    for row in open_still.select_related("program").order_by("due_on", "pk"):
        key = ends.get(row.payee_id, row.payee_id)
        if key in seen:
            continue
        seen.add(key)
        late = row.promise == Promise.OVERDUE
        days = (looked.day - row.due_on).days
        params = {
            "program": row.program.code,
            "due_on": row.due_on.isoformat(),
            "days": abs(days),
        }
        fresh = late and days <= FRESH
        yield Found(key, "reward_late" if late else "reward_soon", params, due=fresh)
