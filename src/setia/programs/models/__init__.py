"""The tables of this room."""

from __future__ import annotations

from setia.programs.models.guard import GuardException, GuardReport, Verdict
from setia.programs.models.opt_in import Enrolment, EnrolmentWithdrawal, OptIn, Way
from setia.programs.models.program import Program, Retirement, Settlement
from setia.programs.models.version import Approval, Linting, ProgramVersion, Rejection

__all__ = [
    "Approval",
    "Enrolment",
    "EnrolmentWithdrawal",
    "GuardException",
    "GuardReport",
    "Linting",
    "OptIn",
    "Program",
    "ProgramVersion",
    "Rejection",
    "Retirement",
    "Settlement",
    "Verdict",
    "Way",
]
