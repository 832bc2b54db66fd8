"""Pages on which people ask what a program did, and read the answer."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from setia.backtests.draw_holdout import draw_holdout
from setia.backtests.jobs import backtest_beside, work_on
from setia.backtests.models import Backtest, HeldOut, Holdout
from setia.backtests.run_backtest import may_be_asked
from setia.backtests.windows import ended_windows
from setia.core.clock import today
from setia.core.errors import Refused
from setia.core.work_beside import WAITING, Progress
from setia.office.backtests.forms import HoldoutForm
from setia.office.backtests.shown import shown_report
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import tell_outcome, tell_refused
from setia.office.sentences import sentence
from setia.programs.models import Program
from setia.programs.promises import promises_of
from setia.ui.listing import Listing

SORTS = {"where": ("stratum",), "who": ("party__name",)}


@permitted("backtest.see")
@require_GET
def backtest(request: HttpRequest, code: str) -> HttpResponse:
    """Show the last answer, and what can be asked."""
    program = get_object_or_404(Program, code=code)
    going = work_on(program.pk).progress()
    if going is not None:
        if going.is_running:
            context = {"program": program, "going": going}
            return render(request, "office/backtests/progress.html", context)
        if going.problem:
            messages.error(request, sentence(going.problem, going.params))
        work_on(program.pk).forget()
    return _page(request, program, program.backtests.first())


@permitted("backtest.see")
@require_GET
def backtest_report(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show an earlier answer as it was given."""
    program = get_object_or_404(Program, code=code)
    kept = get_object_or_404(Backtest, program=program, pk=number)
    return _page(request, program, kept)


@permitted("backtest.run")
@require_POST
def backtest_runs(request: HttpRequest, code: str) -> HttpResponse:
    """Have a program looked at, beside the pages."""
    program = get_object_or_404(Program, code=code)
    until = _day(request.POST.get("until", ""))
    going = work_on(program.pk).progress()
    if going is not None and going.is_running:
        messages.error(request, sentence("backtest.running", {}))
        return redirect("office:backtest", code=code)
    try:
        may_be_asked(program, until)
    except Refused as refused:
        tell_refused(request, refused)
    else:
        work_on(program.pk).tell(Progress(WAITING))
        day = until.isoformat() if until else ""
        backtest_beside.enqueue(program.pk, actor_at(request).id, day)
    return redirect("office:backtest", code=code)


@permitted("backtest.see")
@require_GET
def backtest_progress(request: HttpRequest, code: str) -> HttpResponse:
    """Tell those who wait how far the work is; when it is done, take them to the answer."""
    program = get_object_or_404(Program, code=code)
    going = work_on(program.pk).progress()
    partial = bool(getattr(request, "htmx", False))
    if going is not None and going.is_running:
        name = "_progress.html" if partial else "progress.html"
        context = {"program": program, "going": going}
        return render(request, f"office/backtests/{name}", context)
    address = reverse("office:backtest", args=[code])
    return HttpResponseClientRedirect(address) if partial else redirect(address)


@permitted("backtest.see")
@require_http_methods(["GET", "POST"])
def holdout(request: HttpRequest, code: str) -> HttpResponse:
    """Have chance decide who goes without, and show whom it chose."""
    program = get_object_or_404(Program, code=code)
    kept = Holdout.objects.filter(program=program).first()
    form = HoldoutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        percent = form.cleaned_data["percent"]
        tell_outcome(request, lambda: draw_holdout(program, percent, actor_at(request)))
        return redirect("office:holdout", code=code)
    parties = kept.parties.select_related("party") if kept else HeldOut.objects.none()
    codes = ", ".join(parties.values_list("party__code", flat=True))
    context = {
        "program": program,
        "holdout": kept,
        "listing": Listing(request.GET, SORTS, "where").over(parties),
        "form": form,
        "snippet": f"not: {{party: [{codes}]}}" if kept else "",
        "begun": program.starts_on <= today(_zone(program)),
    }
    status = 422 if form.errors else 200
    return render(request, "office/backtests/holdout.html", context, status=status)


def _page(request: HttpRequest, program: Program, kept: Backtest | None) -> HttpResponse:
    plans = [one.plan for one in promises_of(program)]
    windows = ended_windows(plans, today(_zone(program)))
    earlier = program.backtests.order_by("-pk")
    context = {
        "program": program,
        "kept": kept,
        "shown": shown_report(kept) if kept else None,
        "windows": windows,
        "holdout": Holdout.objects.filter(program=program).first(),
        "earlier": [one for one in earlier if kept is None or one.pk != kept.pk],
        "none_over": _("No window of this program is over yet. Ask again once one is."),
    }
    return render(request, "office/backtests/backtest.html", context)


def _zone(program: Program) -> str:
    found = promises_of(program)
    return found[0].plan.period.timezone if found else "Asia/Jakarta"


def _day(text: str) -> date | None:
    """Return a day that was asked for; what is none asks for everything."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
