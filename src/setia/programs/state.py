"""How far a program has come, told by its records."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from setia.programs.guarded import guard_problem
from setia.programs.models import GuardReport, Program, ProgramVersion
from setia.programs.models.program import last_day_of


class State(models.TextChoices):
    """From a first draft to the last payment."""

    DRAFT = "draft", _("Draft")
    LINTED = "linted", _("Linted")
    SIMULATED = "simulated", _("Simulated, waits for approval")
    REJECTED = "rejected", _("Turned down")
    APPROVED = "approved", _("Approved")
    LIVE = "live", _("Running")
    CLOSED = "closed", _("Over")
    SETTLED = "settled", _("Settled")


def with_records(programs: QuerySet[Program]) -> QuerySet[Program]:
    """Read programs together with the records that tell how far each is."""
    versions = ProgramVersion.objects.select_related("approval", "rejection")
    return programs.select_related("retirement", "settlement").prefetch_related(
        Prefetch(
            "versions", versions.prefetch_related("lintings", verdicts(), "exceptions")
        )
    )


def is_open(version: ProgramVersion) -> bool:
    """Tell whether nobody has decided about a version yet."""
    return not hasattr(version, "approval") and not hasattr(version, "rejection")


def verdicts() -> Prefetch[str, QuerySet[GuardReport], str]:
    """Read of reports what they came to; their figures are many and wanted on one page."""
    reports = GuardReport.objects.only("version_id", "digest", "verdict", "at", "by")
    return Prefetch("guardings", reports)


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
    if not any(one.digest == version.digest for one in version.lintings.all()):
        return State.DRAFT
    return State.LINTED if guard_problem(version) else State.SIMULATED
