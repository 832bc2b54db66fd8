"""Pages on which somebody looks at what a version would cost and leave."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from setia.core.errors import Conflict
from setia.core.work_beside import WAITING, Progress
from setia.guard.assumed import Assumptions, as_data, last_assumed
from setia.guard.guard_version import guard_version
from setia.guard.jobs import guard_beside, is_large, work_on
from setia.office.guard.forms import AssumptionsForm
from setia.office.guard.shown import report_shown
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import tell_outcome
from setia.office.sentences import sentence
from setia.programs.guarded import exception_of, report_of
from setia.programs.models import ProgramVersion
from setia.programs.read_document import read_document
from setia.programs.sign_exception import sign_exception
from setia.programs.state import is_open, state_of_version


@permitted("program.guard")
@require_http_methods(["GET", "POST"])
def guard(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show what a version would cost and leave; look at it anew under other assumptions."""
    version = _version(code, number)
    going = work_on(version.pk).progress()
    if going is not None and going.is_running:
        return render(request, "office/guard/progress.html", _context(version, going))
    if going is not None:
        _tell_end(request, going)
        work_on(version.pk).forget()
    given = read_document(version.document).settlement.given
    form = AssumptionsForm(request.POST or None, last_assumed(version), given=given)
    if request.method == "POST" and form.is_valid():
        _begin(request, version, form.cleaned_data["assumptions"])
        return redirect("office:guard", code=code, number=number)
    report = report_of(version)
    context = _context(version, None) | {
        "form": form,
        "report": report,
        "state": state_of_version(version),
        "exception": exception_of(version),
        "open": is_open(version),
        "may_sign": _may_sign(request, version),
        **(report_shown(report) if report is not None else {}),
    }
    status = 422 if form.errors else 200
    return render(request, "office/guard/guard.html", context, status=status)


@permitted("program.guard")
@require_GET
def guard_progress(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Tell those who wait how far the work is; when it is done, take them back."""
    version = _version(code, number)
    going = work_on(version.pk).progress()
    partial = bool(getattr(request, "htmx", False))
    if going is not None and going.is_running:
        name = "_progress.html" if partial else "progress.html"
        return render(request, f"office/guard/{name}", _context(version, going))
    address = reverse("office:guard", args=[code, number])
    return HttpResponseClientRedirect(address) if partial else redirect(address)


@permitted("program.approve")
@require_POST
def guard_exception(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Sign an exception for a version as it was shown."""
    version, digest = _version(code, number), request.POST.get("digest", "")
    reason = request.POST.get("reason", "")
    tell_outcome(
        request, lambda: sign_exception(version, actor_at(request), digest, reason)
    )
    return redirect("office:guard", code=code, number=number)


def _begin(request: HttpRequest, version: ProgramVersion, assumptions: Assumptions) -> None:
    """Look at a version now, or beside the pages where it takes long."""
    actor = actor_at(request)
    if is_large():
        work_on(version.pk).tell(Progress(WAITING))
        guard_beside.enqueue(version.pk, as_data(assumptions), actor.id)
        return
    try:
        guard_version(version, assumptions, actor)
    except Conflict as conflict:
        messages.error(request, sentence(conflict.code, conflict.params))
    else:
        messages.success(request, _("The report was kept with this version."))


def _tell_end(request: HttpRequest, going: Progress) -> None:
    if going.problem:
        messages.error(request, sentence(going.problem, going.params))
    else:
        messages.success(request, _("The report was kept with this version."))


def _may_sign(request: HttpRequest, version: ProgramVersion) -> bool:
    actor = actor_at(request)
    second = version.drafted_by_key != actor.key
    return is_open(version) and second and actor.may("program.approve")


def _context(version: ProgramVersion, going: Progress | None) -> dict[str, object]:
    return {"program": version.program, "version": version, "going": going}


def _version(code: str, number: int) -> ProgramVersion:
    rows = ProgramVersion.objects.select_related("program", "approval", "rejection")
    return get_object_or_404(rows, program__code=code, number=number)
