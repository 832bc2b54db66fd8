"""What visits know of how somebody works with us, for the score of an account.

An appointment is a planned visit whose day is over: kept where we were received, missed where
nobody was there or a visit was refused. What we missed ourselves is not theirs, and counts
nowhere. Information counts where we asked for it at a visit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Count, Q

from setia.accounts.cooperation import LOOKED_BACK, Heard, Part
from setia.core.days import end_of, start_of
from setia.visits.models import CheckIn, Shared, Skipping, SkipReason

THEIRS = (SkipReason.ABSENT, SkipReason.REFUSED)


def heard_of(parties: Collection[int], day: date) -> dict[int, Heard]:
    """Return what the visits of the last 180 days tell of each of some parties."""
    since, until = start_of(day - LOOKED_BACK), end_of(day)
    made = CheckIn.objects.filter(party__in=parties, at__gte=since, at__lt=until)
    counts = (
        made.order_by()
        .values("party")
        .annotate(
            kept=Count("visit", distinct=True),
            told=Count("pk", filter=Q(shared=Shared.TOLD)),
            asked=Count("pk", filter=~Q(shared=Shared.NOT_ASKED)),
        )
    )
    missed = _missed(parties, day)
    heard: dict[int, Heard] = defaultdict(Heard)
    for row in counts:
        kept = row["kept"]
        appointments = Part(kept, kept + missed.pop(row["party"], 0))
        heard[row["party"]] = Heard(appointments, Part(row["told"], row["asked"]))
    for party, times in missed.items():
        heard[party] = Heard(Part(0, times))
    return dict(heard)


def _missed(parties: Collection[int], day: date) -> dict[int, int]:
    rows = Skipping.objects.filter(
        visit__party__in=parties,
        visit__plan__day__gte=day - LOOKED_BACK,
        visit__plan__day__lte=day,
        reason__in=THEIRS,
        visit__check_ins=None,
    )
    counted = rows.order_by().values("visit__party").annotate(times=Count("pk"))
    return dict(counted.values_list("visit__party", "times"))
