"""How far a period has come, told by its records."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
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


def standing_of(period: Period) -> Standing:
    """Return how far a period is; a reopening begins the next revision."""
    revision = 1 + period.reopenings.count()
    run = period.runs.filter(revision=revision).order_by("number").last()
    final = period.finalisations.filter(revision=revision).first()
    if final is not None:
        paid = period.paid_off.filter(revision=revision).exists()
        return Standing(State.PAID if paid else State.FINAL, revision, run, final)
    # A reopened period waits for its next run with what the last one booked.
    seen = run is not None or revision > 1
    return Standing(State.REVIEW if seen else State.OPEN, revision, run, None)
