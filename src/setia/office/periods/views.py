"""Pages on which months are closed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from setia.closing.finalise_period import finalise_period
from setia.closing.models import CloseRun, Period
from setia.closing.reopen_period import reopen_period
from setia.closing.state import standing_of
from setia.closing.what_changed import since
from setia.core.days import month_in
from setia.core.errors import Conflict, Refused
from setia.core.work_beside import WAITING, Progress
from setia.office.middleware import actor_at
from setia.office.periods.shown import (
    NOTHING,
    accruals_on,
    adjustments_in,
    awards_of,
    months,
)
from setia.office.permitted import permitted
from setia.office.problems import tell_outcome
from setia.office.sentences import sentence
from setia.statements.close_month import close_month
from setia.statements.jobs import close_beside, is_large, work_on
from setia.ui.figures import written


@permitted("period.see")
@require_GET
def periods(request: HttpRequest) -> HttpResponse:
    """List the months with how far each is."""
    return render(request, "office/periods/periods.html", {"months": months()})


@permitted("period.see")
@require_GET
def period(request: HttpRequest, month: str) -> HttpResponse:
    """Show what a month comes to, what changed of earlier ones, and what can be done."""
    day = month_of(month)
    going = work_on(day).progress()
    if going is not None:
        if going.is_running:
            return render(request, "office/periods/progress.html", {"month": day})
        _tell_end(request, going)
        work_on(day).forget()
    kept = Period.objects.filter(month=day).first()
    standing = NOTHING if kept is None else standing_of(kept)
    context = {
        "month": day,
        "period": kept,
        "standing": standing,
        "since": since(standing.run.cutoff) if standing.run else None,
        "awards": awards_of(day) if kept else [],
        "accruals": accruals_on(day) if kept else [],
        "adjustments": adjustments_in(kept) if kept else [],
        "runs": kept.runs.order_by("-number") if kept else [],
        "reopenings": kept.reopenings.order_by("-revision") if kept else [],
        "finalisations": kept.finalisations.order_by("-revision") if kept else [],
    }
    return render(request, "office/periods/period.html", context)


@permitted("period.close")
@require_POST
def period_runs(request: HttpRequest, month: str) -> HttpResponse:
    """Run the closing of a month, beside the pages where it takes long."""
    day = month_of(month)
    actor = actor_at(request)
    going = work_on(day).progress()
    if going is not None and going.is_running:
        messages.error(request, sentence("close.running", {}))
    elif is_large():
        work_on(day).tell(Progress(WAITING))
        close_beside.enqueue(day.isoformat(), actor.id)
    else:
        try:
            run = close_month(day, actor)
        except Refused as refused:
            problem = refused.problems[0]
            messages.error(request, sentence(problem.code, problem.params))
        except Conflict as conflict:
            messages.error(request, sentence(conflict.code, conflict.params))
        else:
            _tell_run(request, run.booked.awards)
    return redirect("office:period", month=month)


@permitted("period.see")
@require_GET
def period_progress(request: HttpRequest, month: str) -> HttpResponse:
    """Tell those who wait how far the closing is; when it is done, take them back."""
    day = month_of(month)
    going = work_on(day).progress()
    partial = bool(getattr(request, "htmx", False))
    if going is not None and going.is_running:
        name = "_progress.html" if partial else "progress.html"
        return render(request, f"office/periods/{name}", {"month": day})
    address = reverse("office:period", args=[month])
    return HttpResponseClientRedirect(address) if partial else redirect(address)


@permitted("period.close")
@require_POST
def period_finalisation(request: HttpRequest, month: str) -> HttpResponse:
    """Make final what the person looked at."""
    kept = get_object_or_404(Period, month=month_of(month))
    asked = request.POST.get("run", "")
    run = CloseRun.objects.filter(pk=int(asked)).first() if asked.isdecimal() else None
    tell_outcome(request, lambda: finalise_period(kept, run, actor_at(request)))
    return redirect("office:period", month=month)


@permitted("period.reopen")
@require_POST
def period_reopening(request: HttpRequest, month: str) -> HttpResponse:
    """Open a final month again."""
    kept = get_object_or_404(Period, month=month_of(month))
    reason = request.POST.get("reason", "")
    tell_outcome(request, lambda: reopen_period(kept, reason, actor_at(request)))
    return redirect("office:period", month=month)


def month_of(text: str) -> date:
    """Return the first day of a month as addresses name it: 2026-10."""
    month = month_in(text)
    if month is None:
        raise Http404(text)
    return month


def _tell_end(request: HttpRequest, going: Progress) -> None:
    if going.problem:
        messages.error(request, sentence(going.problem, going.params))
    else:
        _tell_run(request, going.done)


def _tell_run(request: HttpRequest, awards: int) -> None:
    told = ngettext("%(shown)s award changed.", "%(shown)s awards changed.", awards)
    messages.success(request, told % {"shown": written(Decimal(awards))})
