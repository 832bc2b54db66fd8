"""How far a program has come, told by its records."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from setia.programs.models import Program, ProgramVersion
from setia.programs.models.program import last_day_of


class State(models.TextChoices):
    """From a first draft to the last payment."""

    DRAFT = "draft", _("Draft")
    LINTED = "linted", _("Waits for approval")
    REJECTED = "rejected", _("Turned down")
    APPROVED = "approved", _("Approved")
    LIVE = "live", _("Running")
    CLOSED = "closed", _("Over")
    SETTLED = "settled", _("Settled")


def with_records(programs: QuerySet[Program]) -> QuerySet[Program]:
    """Read programs together with the records that tell how far each is."""
    versions = ProgramVersion.objects.select_related("approval", "rejection")
    return programs.select_related("retirement", "settlement").prefetch_related(
        Prefetch("versions", versions.prefetch_related("lintings"))
    )


def state_of(program: Program, day: date) -> State:
    """Return the state of a program on a day; many are best read ``with_records``."""
    versions = list(program.versions.all())
    if not any(hasattr(one, "approval") for one in versions):
        return state_of_version(versions[-1])
    if hasattr(program, "settlement"):
        return State.SETTLED
    last = last_day_of(program)
    if last is not None and last < day:
        return State.CLOSED
    return State.LIVE if program.starts_on <= day else State.APPROVED


def state_of_version(version: ProgramVersion) -> State:
    """Return how far one version has come."""
    if hasattr(version, "approval"):
        return State.APPROVED
    if hasattr(version, "rejection"):
        return State.REJECTED
    linted = any(one.digest == version.digest for one in version.lintings.all())
    return State.LINTED if linted else State.DRAFT
