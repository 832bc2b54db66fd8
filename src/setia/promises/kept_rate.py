"""How many promises were kept: by who made them, by whom they were made to, by kind and month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import Case, Count, F, Value, When
from django.db.models.functions import TruncMonth
from django.utils.timezone import localtime

from setia.core.actor import Actor
from setia.core.days import end_of, start_of
from setia.core.permissions import Reach
from setia.disputes.models import Dispute
from setia.payouts.promises_kept import counted, promises_due
from setia.people.models import Party
from setia.promises.models import Promise
from setia.promises.models.promise import BROKEN, State

Key = TypeVar("Key")
FEWEST = 10
"""From how many decided promises a share says more than the counts alone."""


@dataclass(frozen=True)
class Tally:
    """How many promises there are by what became of them."""

    counts: dict[str, int] = field(default_factory=dict)

    @property
    def kept(self) -> int:
        """Return how many were kept in time."""
        return self.counts.get(State.KEPT, 0)

    @property
    def broken(self) -> int:
        """Return how many were kept too late or not at all."""
        return sum(self.counts.get(one, 0) for one in BROKEN)

    @property
    def judged(self) -> int:
        """Return how many are decided."""
        return self.kept + self.broken

    @property
    def rate(self) -> Decimal | None:
        """Return the share of kept ones; none where they are too few to say."""
        return Decimal(self.kept) / self.judged if self.judged >= FEWEST else None

    def with_more(self, counts: dict[str, int]) -> Tally:
        """Return the tally with other counts added."""
        names = self.counts.keys() | counts.keys()
        return Tally(
            {one: self.counts.get(one, 0) + counts.get(one, 0) for one in sorted(names)}
        )


@dataclass(frozen=True)
class Span:
    """Days on which promises were due, both included, as seen at a moment."""

    start: date
    end: date
    at: datetime


def by_kind_and_month(span: Span, by: Actor) -> dict[tuple[str, date], Tally]:
    """Tally what was due in a span by kind and the month in which it was due."""
    rows = _due(span, by).annotate(month=TruncMonth("due_at"))
    counts = rows.values("kind", "month", "state").annotate(count=Count("pk"))
    found = (((row["kind"], row["month"].date()), row) for row in counts.order_by())
    return _tallied(found)


def by_person(span: Span, by: Actor) -> dict[str, Tally]:
    """Tally what was due in a span by who made the promise."""
    rows = _due(span, by).values(
        "state", name=F("made_by__first_name"), user=F("made_by__username"), told=F("by")
    )
    counts = rows.annotate(count=Count("pk")).order_by()
    return _tallied((row["name"] or row["user"] or row["told"], row) for row in counts)


def by_party(span: Span, by: Actor, most: int) -> dict[tuple[int, str], Tally]:
    """Tally what was due in a span by whom it was promised to: most broken ones first."""
    rows = _due(span, by).values("state", "to", name=F("to__name"))
    counts = rows.annotate(count=Count("pk")).order_by()
    found = _tallied(((row["to"], row["name"]), row) for row in counts)
    ranked = sorted(found.items(), key=lambda one: (-one[1].broken, one[0][1], one[0][0]))
    return dict(ranked[:most])


def of_party(party_ids: Iterable[int], span: Span) -> Tally:
    """Tally what was promised to one party, under all its ids."""
    rows = Promise.objects.filter(to__in=list(party_ids), due_at__gte=start_of(span.start))
    rows = rows.filter(due_at__lt=end_of(span.end)).judged(span.at).order_by()
    counts = rows.values("state").annotate(count=Count("pk"))
    return Tally({row["state"]: row["count"] for row in counts})


def of_disputes(span: Span, by: Actor) -> Tally:
    """Tally the answers to disputes that were promised for a span."""
    rows = Dispute.objects.visible_to(by).filter(
        answer_due_on__range=(span.start, span.end), withdrawal=None
    )
    day = localtime(span.at).date()
    state = Case(
        When(answer__at__date__lte=F("answer_due_on"), then=Value(str(State.KEPT))),
        When(answer__isnull=False, then=Value(str(State.LATE))),
        When(answer_due_on__lt=day, then=Value(str(State.OVERDUE))),
        default=Value(str(State.DUE)),
    )
    states = rows.annotate(state=state).order_by().values("state")
    found = states.annotate(count=Count("pk"))
    return Tally({row["state"]: row["count"] for row in found})


def of_rewards(span: Span, by: Actor) -> Tally:
    """Tally the days on which programs promised their rewards; payouts know of them."""
    whose = None
    if by.reach != Reach.ALL:
        whose = list(Party.objects.visible_to(by).values_list("pk", flat=True))
    day = localtime(span.at).date()
    due = promises_due(span.start, span.end, day, whose)
    counts = counted(due).overall.counts
    return Tally({one: counts.get(one, 0) for one in ("kept", "late", "overdue", "due")})


def _due(span: Span, by: Actor) -> Any:  # noqa: ANN401 - rows with one column more
    rows = Promise.objects.visible_to(by).filter(due_at__gte=start_of(span.start))
    return rows.filter(due_at__lt=end_of(span.end)).judged(span.at).order_by()


def _tallied(found: Iterable[tuple[Key, Any]]) -> dict[Key, Tally]:
    tallies: dict[Key, Tally] = {}
    for key, row in found:
        tally = tallies.get(key, Tally())
        tallies[key] = tally.with_more({row["state"]: row["count"]})
    return tallies
