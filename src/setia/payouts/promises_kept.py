"""Whether what was earned was given by the day that was promised."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from setia.closing.models import Award, Finalisation
from setia.ledger.models import Entry
from setia.payouts.hand_over_goods import GOODS
from setia.payouts.models import Handover, PayoutItem
from setia.payouts.payables import Carried, payables
from setia.payouts.points.lots import POINTS
from setia.people.resolve_code import survivors
from setia.programs.models import ProgramVersion
from setia.programs.read_document import read_document


class Promise(models.TextChoices):
    """What became of the promise of a day."""

    KEPT = "kept", _("Kept")
    LATE = "late", _("Late")
    OVERDUE = "overdue", _("Overdue")
    DUE = "due", _("Not due yet")
    CARRIED = "carried", _("Carried over")
    WAITS = "waits", _("Waits for the sale to be paid")


BROKEN = (Promise.LATE, Promise.OVERDUE)


@dataclass(frozen=True)
class Kept:
    """How many promises there are by what became of them."""

    counts: dict[str, int]

    @property
    def judged(self) -> int:
        """Return how many were kept or broken; the others are not decided."""
        return sum(self.counts.get(one, 0) for one in (Promise.KEPT, *BROKEN))

    @property
    def rate(self) -> Decimal | None:
        """Return the share of those that were kept; None where none is decided."""
        if not self.judged:
            return None
        return Decimal(self.counts.get(Promise.KEPT, 0)) / self.judged


@dataclass(frozen=True)
class PromisesKept:
    """All promises whose day lies in a span, and by program."""

    overall: Kept
    programs: dict[int, Kept]


def promises_due(
    start: date, end: date, day: date, payees: Collection[int] | None = None
) -> QuerySet[Any]:
    """Return awards that were promised for a day of a span, as seen on a day.

    ``payees`` narrows them to what is paid to some records of parties; all where there is none.

    Each has ``given`` (in hundredths), ``given_on`` (the last day on which something of it was
    given, if all was) and ``promise``. An award that came to nothing promises nothing.
    """
    rows = Award.objects.filter(final=True, due_on__range=(start, end))
    rows = rows.filter(Q(booked_minor__gt=0) | Q(released_minor__gt=0))
    if payees is not None:
        rows = rows.filter(payee__in=payees)
    rows = rows.annotate(given=_given(), last_given=_last_given())
    whole = Q(waiting_minor=0, released_minor__gt=0, released_minor__lte=F("given"))
    rows = rows.annotate(given_on=Case(When(whole, then=F("last_given"))))
    below = _below_minimum(rows.filter(given_on=None, due_on__lt=day), day)
    return rows.annotate(
        promise=Case(
            When(given_on__lte=F("due_on"), then=Value(str(Promise.KEPT))),
            When(given_on__isnull=False, then=Value(str(Promise.LATE))),
            When(due_on__gte=day, then=Value(str(Promise.DUE))),
            When(pk__in=below, then=Value(str(Promise.CARRIED))),
            When(_waits_for_the_sale(), then=Value(str(Promise.WAITS))),
            default=Value(str(Promise.OVERDUE)),
        )
    )


def promises_kept(start: date, end: date, day: date) -> PromisesKept:
    """Count the promises of a span, overall and by the id of the program."""
    return counted(promises_due(start, end, day))


def counted(due: QuerySet[Any]) -> PromisesKept:
    """Count promises that were looked up, overall and by the id of the program."""
    rows = due.order_by().values("program", "promise")
    overall: dict[str, int] = {}
    programs: dict[int, dict[str, int]] = {}
    for row in rows.annotate(count=Count("pk")):
        promise, count = row["promise"], row["count"]
        overall[promise] = overall.get(promise, 0) + count
        programs.setdefault(row["program"], {})[promise] = count
    return PromisesKept(
        Kept(overall), {program: Kept(counts) for program, counts in programs.items()}
    )


def _items() -> QuerySet[PayoutItem]:
    return PayoutItem.objects.filter(
        award=OuterRef("pk"), payout__attempts__outcome__confirmed=True
    ).order_by()


def _handovers() -> QuerySet[Handover]:
    return Handover.objects.filter(award=OuterRef("pk")).order_by()


def _given() -> Case:
    paid = _items().values("award").annotate(sum=Sum("amount_minor")).values("sum")
    handed = _handovers().values("award").annotate(sum=Sum("amount_minor")).values("sum")
    return Case(
        When(unit=POINTS, then=F("released_minor")),
        When(unit=GOODS, then=Coalesce(Subquery(handed), 0)),
        default=Coalesce(Subquery(paid), 0),
    )


def _last_given() -> Case:
    days = _items().values("award")
    paid = days.annotate(day=Max("payout__attempts__outcome__day")).values("day")
    handed = _handovers().values("award").annotate(last=Max("day")).values("last")
    granted = Entry.objects.filter(
        about_kind="award", about_id=OuterRef("pk"), event="points_granted"
    )
    return Case(
        When(unit=POINTS, then=Subquery(granted.order_by("-on").values("on")[:1])),
        When(unit=GOODS, then=Subquery(handed)),
        default=Subquery(paid),
        output_field=DateField(),
    )


def _waits_for_the_sale() -> Q:
    """Awards of final months that are promised for when the sale is paid, and it is not."""
    final = Finalisation.objects.filter(
        period=OuterRef("last_run__period"), revision=OuterRef("last_run__revision")
    )
    versions = [
        one.pk
        for one in ProgramVersion.objects.approved()
        if read_document(one.document).settlement.release == "when_paid"
    ]
    return Q(Exists(final), waiting_minor__gt=0, version__in=versions)


def _below_minimum(late: QuerySet[Award], day: date) -> list[int]:
    """Return those of some awards that wait only because too little would be paid."""
    owners = set(late.order_by().values_list("payee", flat=True))
    if not owners:
        return []
    ends = survivors()
    kept = {ends.get(one, one) for one in owners}
    families = owners | kept | {gone for gone, end in ends.items() if end in kept}
    return [
        item.award
        for one in payables(day, families)
        if one.carried in {Carried.BELOW_MINIMUM, Carried.NOTHING_LEFT}
        for item in one.items
        if item.award is not None
    ]
