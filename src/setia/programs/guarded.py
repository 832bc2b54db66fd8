"""Whether a version is guarded: a passing report of its very document, or an exception."""

from __future__ import annotations

from setia.core.errors import Problem
from setia.programs.models import GuardException, GuardReport, ProgramVersion, Verdict


def report_of(version: ProgramVersion) -> GuardReport | None:
    """Return the latest report of a version as it is now; an earlier document's not."""
    found = [one for one in version.guardings.all() if one.digest == version.digest]
    return max(found, key=lambda one: one.pk, default=None)


def exception_of(version: ProgramVersion) -> GuardException | None:
    """Return the latest exception that was signed for a version as it is now."""
    found = [one for one in version.exceptions.all() if one.digest == version.digest]
    return max(found, key=lambda one: one.pk, default=None)


def guard_problem(version: ProgramVersion) -> Problem | None:
    """Return what about its guard keeps a version from being approved; None where nothing."""
    if exception_of(version) is not None:
        return None
    report = report_of(version)
    if report is None:
        return Problem("program.not_guarded", "document")
    if report.verdict != Verdict.PASSED:
        return Problem("program.guard_failed", "document")
    return None
