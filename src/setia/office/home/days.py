"""Days ahead that are worth a word: birthdays, weddings, the shop's own day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from setia.people.models import Party, SpecialDate

MOST = 12


@dataclass(frozen=True)
class DayAhead:
    """Whose day it is, which, and when."""

    party: Party
    what: SpecialDate
    on: date


def days_ahead(parties: QuerySet[Party], today: date, days: int) -> list[DayAhead]:
    """Return the special dates of the coming days, the nearest first."""
    coming = [today + timedelta(days=ahead) for ahead in range(days)]
    wanted = Q()
    for day in coming:
        wanted |= Q(day=day.day, month=day.month)
    found = SpecialDate.objects.filter(wanted, party__in=parties).select_related("party")
    when = {(day.day, day.month): day for day in coming}
    ahead = [DayAhead(one.party, one, when[one.day, one.month]) for one in found]
    return sorted(ahead, key=lambda one: (one.on, one.party.name_key, one.what.pk))[:MOST]
