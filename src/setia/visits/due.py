"""Who is to be visited by when: by the rule of their class, or because they asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Max, QuerySet

from setia.accounts.current_ranks import rank_names
from setia.accounts.models import Rank
from setia.core.days import ONE_DAY
from setia.people.models import Party
from setia.visits.assign_visits import visitors_on
from setia.visits.models import CheckIn, VisitAsk, VisitRule, Why
from setia.visits.set_visit_rule import rules_on

THIS_WEEK = timedelta(days=6)
WEEK = 7
HOUR = 3600
WORTH = {Why.ASKED: 6 * HOUR, Why.OVERDUE: 3 * HOUR, Why.DUE: 1 * HOUR}
"""Which detour a visit is worth, in seconds on the road; twice as much to a large account."""


@dataclass(frozen=True)
class Known:
    """What decides about visits to a party: its class, who goes, and when somebody was there."""

    party: int
    role: str
    rank: str
    visitor: int | None
    rule: VisitRule | None
    last_at: datetime | None
    asked_by: date | None

    @property
    def due_on(self) -> date | None:
        """Return the day of the next visit; since the rule's first day where nobody ever went."""
        if self.rule is None:
            return self.asked_by
        if self.last_at is None:
            regular = self.rule.from_day
        else:
            last = self.last_at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
            regular = last + self.rule.every_weeks * WEEK * ONE_DAY
        return regular if self.asked_by is None else min(regular, self.asked_by)

    def why_on(self, day: date) -> Why | None:
        """Return what a visit on a day would be for; None where none is due."""
        due_on = self.due_on
        if self.asked_by is not None and self.asked_by <= day + THIS_WEEK:
            return Why.ASKED
        if due_on is None or due_on > day + THIS_WEEK:
            return None
        return Why.OVERDUE if due_on < day else Why.DUE

    def worth_on(self, why: Why) -> int:
        """Return the detour that a visit is worth, in seconds."""
        return WORTH[why] * (2 if self.rank == Rank.LARGE else 1)


def known_on(day: date, parties: QuerySet[Party]) -> list[Known]:
    """Return what is known of the parties that a rule or an ask is about, in a fixed order."""
    rules = rules_on(day)
    asked = _asked(parties)
    rows = parties.filter(role__in=rules.roles) | parties.filter(pk__in=list(asked))
    people = rows.order_by("pk").values_list("pk", "role", "caretaker")
    ranks, visitors, last = rank_names(), visitors_on(day), _last(rows)
    return [
        Known(
            pk,
            role,
            ranks.get(pk, ""),
            visitors.get(pk, caretaker),
            rules.of(role, ranks.get(pk, "")),
            last.get(pk),
            _still_asked(asked.get(pk, []), last.get(pk)),
        )
        for pk, role, caretaker in people
    ]


def _last(parties: QuerySet[Party]) -> dict[int, datetime]:
    some = parties.order_by().values("pk")
    rows = CheckIn.objects.filter(party__in=some).order_by().values("party")
    return dict(rows.annotate(last=Max("at")).values_list("party", "last"))


def _asked(parties: QuerySet[Party]) -> dict[int, list[tuple[datetime, date]]]:
    asked: dict[int, list[tuple[datetime, date]]] = {}
    rows = VisitAsk.objects.filter(party__in=parties).order_by("pk")
    for party, at, by_day in rows.values_list("party", "at", "by_day"):
        asked.setdefault(party, []).append((at, by_day))
    return asked


def _still_asked(asks: list[tuple[datetime, date]], last: datetime | None) -> date | None:
    """Return the earliest day of those who asked after somebody was there last."""
    waiting = [by_day for at, by_day in asks if last is None or at > last]
    return min(waiting, default=None)
