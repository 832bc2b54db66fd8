"""What an award waits for before it may be paid, as known at a moment."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from setia.closing.models import Award, Booking, CloseRun, Finalisation, Hold
from setia.programs.models import ProgramVersion
from setia.programs.read_document import read_document
from setia.statements.by_keys import by_keys


class WaitsFor(models.TextChoices):
    """What has to happen first."""

    WINDOW = "window", _("its window still runs")
    FINAL = "final", _("the month is not final yet")
    RETURNS = "returns", _("goods may still be returned")
    PAYMENT = "payment", _("the sale is not paid yet")
    RELEASE = "release", _("the next release")


@dataclass(frozen=True)
class Wait:
    """An award of which an amount waits: for what, and until which day if that is known."""

    award: Award
    amount_minor: int
    reason: WaitsFor
    until: date | None


def waits_of(
    waiting: Mapping[int, int],
    awards: Mapping[int, Award],
    latest: Mapping[int, Booking],
    known_at: datetime,
) -> dict[int, Wait]:
    """Return what each award waits for; ``latest`` are the last bookings known then."""
    runs = {latest[key].run_id for key in waiting if key in latest}
    final = _final_runs(runs, known_at)
    terms = _terms({awards[key].version for key in waiting})
    day = known_at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    found = {}
    for key, amount in waiting.items():
        award, booking = awards[key], latest.get(key)
        ended = booking is not None and booking.final
        closed = booking is not None and booking.run_id in final
        term = terms[award.version_id]
        reason, until = _reason(award, term, day, ended=ended, closed=closed)
        found[key] = Wait(award, amount, reason, until)
    return found


def holds_of(awards: Collection[int], known_at: datetime) -> dict[int, Hold]:
    """Return what held awards back at a moment, by award; the first of several."""
    rows = Hold.objects.filter(at__lte=known_at).exclude(lift__at__lte=known_at)
    standing = by_keys(rows.order_by("-pk"), "award", awards)
    return {hold.award_id: hold for hold in standing}


def _final_runs(runs: Collection[int], known_at: datetime) -> set[int]:
    """Return the runs whose revision had been made final."""
    final = Finalisation.objects.filter(
        period=models.OuterRef("period"),
        revision=models.OuterRef("revision"),
        at__lte=known_at,
    )
    rows = CloseRun.objects.filter(pk__in=runs).filter(models.Exists(final))
    return set(rows.values_list("pk", flat=True))


@dataclass(frozen=True)
class _Term:
    hold: timedelta
    when_paid: bool


def _terms(versions: Collection[ProgramVersion]) -> dict[int, _Term]:
    found = {}
    for one in versions:
        said = read_document(one.document).settlement
        found[one.pk] = _Term(timedelta(days=said.hold), said.release == "when_paid")
    return found


def _reason(
    award: Award, term: _Term, day: date, *, ended: bool, closed: bool
) -> tuple[WaitsFor, date | None]:
    if not ended:
        return WaitsFor.WINDOW, award.window_to
    if not closed:
        return WaitsFor.FINAL, None
    opens = (award.window_to or day) + term.hold
    if day < opens:
        return WaitsFor.RETURNS, opens
    if term.when_paid:
        return WaitsFor.PAYMENT, None
    return WaitsFor.RELEASE, None
