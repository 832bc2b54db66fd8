"""How far a period has come, told by its records."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from setia.closing.models import CloseRun, Finalisation, Period


class State(models.TextChoices):
    """From the first sale of a month to the last payment of its rewards."""

    OPEN = "open", _("Open")
    REVIEW = "review", _("In review")
    FINAL = "final", _("Final")
    PAID = "paid", _("Paid")


@dataclass(frozen=True)
class Standing:
    """The revision that counts for a period, how far it is, and its last run."""

    state: State
    revision: int
    run: CloseRun | None
    finalisation: Finalisation | None


def with_records(periods: QuerySet[Period]) -> QuerySet[Period]:
    """Read periods together with the records that tell how far each is."""
    runs = CloseRun.objects.defer("promises", "cursor")
    return periods.prefetch_related(
        Prefetch("runs", runs), "reopenings", "finalisations", "paid_off"
    )


def standing_of(period: Period) -> Standing:
    """Return how far a period is; a reopening begins the next revision.

    Many are best read ``with_records``.
    """
    revision = 1 + len(period.reopenings.all())
    runs = [one for one in period.runs.all() if one.revision == revision]
    run = max(runs, key=lambda one: one.number, default=None)
    finals = [one for one in period.finalisations.all() if one.revision == revision]
    if finals:
        paid = any(one.revision == revision for one in period.paid_off.all())
        return Standing(State.PAID if paid else State.FINAL, revision, run, finals[0])
    # A reopened period waits for its next run with what the last one booked.
    seen = run is not None or revision > 1
    return Standing(State.REVIEW if seen else State.OPEN, revision, run, None)
