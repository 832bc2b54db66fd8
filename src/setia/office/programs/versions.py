"""Pages on which programs are drafted, linted, approved and ended."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import tell_outcome
from setia.payouts.settle_program import settle_program
from setia.programs.approve_version import approve_version
from setia.programs.models import Program, ProgramVersion
from setia.programs.reject_version import reject_version
from setia.programs.retire_program import retire_program
from setia.programs.submit_version import submit_version


@permitted("program.write")
@require_POST
def program_linting(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Have a draft linted and ask a second person for approval."""
    version = _version(code, number)
    tell_outcome(request, lambda: submit_version(version, actor_at(request)))
    return redirect("office:program", code=code)


@permitted("program.approve")
@require_POST
def program_approval(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Approve a version as it was shown."""
    version, digest = _version(code, number), request.POST.get("digest", "")
    note = request.POST.get("note", "")
    tell_outcome(request, lambda: approve_version(version, actor_at(request), digest, note))
    return redirect("office:program", code=code)


@permitted("program.reject")
@require_POST
def program_rejection(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Turn a draft down, or take it back."""
    version, reason = _version(code, number), request.POST.get("reason", "")
    tell_outcome(request, lambda: reject_version(version, reason, actor_at(request)))
    return redirect("office:program", code=code)


@permitted("program.write")
@require_POST
def program_retirement(request: HttpRequest, code: str) -> HttpResponse:
    """End a program before its time."""
    kept = get_object_or_404(Program, code=code)
    reason = request.POST.get("reason", "")[:300]
    tell_outcome(request, lambda: retire_program(kept, actor_at(request), reason))
    return redirect("office:program", code=code)


@permitted("program.settle")
@require_POST
def program_settlement(request: HttpRequest, code: str) -> HttpResponse:
    """Freeze the results of a program that is over and paid."""
    kept = get_object_or_404(Program, code=code)
    tell_outcome(request, lambda: settle_program(kept, actor_at(request)))
    return redirect("office:program", code=code)


def _version(code: str, number: int) -> ProgramVersion:
    return get_object_or_404(ProgramVersion, program__code=code, number=number)
