"""Pages of runs: what was paid, what waits, and the decision about each."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from setia.core.clock import today
from setia.core.errors import Refused
from setia.office.middleware import actor_at
from setia.office.payouts.forms import PrepareForm, ReasonForm
from setia.office.payouts.shown import (
    acts_on,
    run_states,
    runs_with_sums,
    shown_carried,
    shown_payouts,
)
from setia.office.permitted import permitted
from setia.office.problems import tell_outcome, tell_wrong
from setia.office.sentences import sentence
from setia.payouts.approve_payouts import approve_payouts
from setia.payouts.bank_file_of import fetch_bank_file
from setia.payouts.cancel_payouts import cancel_payouts
from setia.payouts.models import PayoutAttempt, PayoutRun
from setia.payouts.payables import Payable, payables
from setia.payouts.prepare_payouts import prepare_payouts
from setia.ui.listing import Listing

SORTS = {"run": ("number",), "day": ("day",)}
PAYOUT_SORTS = {
    "payee": ("payee__name_key",),
    "gross": ("gross_minor",),
    "net": ("net_minor",),
    "key": ("pk",),
}
MOST_CARRIED = 200


@permitted("payout.see")
@require_GET
def payouts(request: HttpRequest) -> HttpResponse:
    """List runs, what the next one would pay, and who is carried over."""
    listing = Listing(request.GET, SORTS, "-run").over(runs_with_sums())
    found = _payables(request)
    carried = shown_carried(found)
    ready = [one for one in found if one.carried is None]
    context = {
        "listing": listing,
        "runs": run_states(listing.rows),
        "waiting": PayoutRun.objects.undecided().first(),
        "ready": len(ready),
        "ready_minor": sum(one.net_minor for one in ready),
        "carried": carried[:MOST_CARRIED],
        "carried_count": len(carried),
        "form": PrepareForm(initial={"day": today(settings.TIME_ZONE)}),
    }
    return render(request, "office/payouts/payouts.html", context)


def _payables(request: HttpRequest) -> list[Payable]:
    try:
        return payables(today(settings.TIME_ZONE))
    except Refused as refused:
        _tell(request, refused)
        return []


def _tell(request: HttpRequest, refused: Refused) -> None:
    for one in refused.problems:
        messages.error(request, sentence(one.code, one.params, one.at))


@permitted("payout.make")
@require_POST
def payout_runs(request: HttpRequest) -> HttpResponse:
    """Prepare a run."""
    form = PrepareForm(request.POST)
    if not form.is_valid():
        tell_wrong(request, form)
        return redirect("office:payouts")
    day, note = form.cleaned_data["day"], form.cleaned_data["note"]
    prepared: list[int] = []

    def act() -> None:
        prepared.append(prepare_payouts(actor_at(request), day, note).run.number)

    if tell_outcome(request, act):
        return redirect("office:payout-run", number=prepared[0])
    return redirect("office:payouts")


@permitted("payout.see")
@require_GET
def payout_run(request: HttpRequest, number: int) -> HttpResponse:
    """Show a run: every payout of it, its sums, its files, and what may be done."""
    run = _run(number)
    rows = run.payouts.select_related("payee", "run__approval", "run__cancellation")
    listing = Listing(request.GET, PAYOUT_SORTS, "key").over(rows.with_outcomes())
    (_, state), *_rest = run_states([run])
    context: dict[str, Any] = {
        "run": run,
        "state": state,
        "listing": listing,
        "payouts": shown_payouts(listing.rows),
        "sums": _sums(run),
        "files": _files(run),
        **acts_on(run, actor_at(request)),
    }
    return render(request, "office/payouts/run.html", context)


@permitted("payout.approve")
@require_POST
def payout_run_approval(request: HttpRequest, number: int) -> HttpResponse:
    """Let a run go out."""
    run = _run(number)
    tell_outcome(request, lambda: approve_payouts(run, actor_at(request)))
    return redirect("office:payout-run", number=number)


@permitted("payout.make")
@require_POST
def payout_run_cancellation(request: HttpRequest, number: int) -> HttpResponse:
    """Cancel a run that nobody approved."""
    run, form = _run(number), ReasonForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        tell_outcome(request, lambda: cancel_payouts(run, reason, actor_at(request)))
    else:
        tell_wrong(request, form)
    return redirect("office:payout-run", number=number)


@permitted("payout.see")
@never_cache
@require_GET
def payout_run_file(request: HttpRequest, number: int, file: int) -> HttpResponse:
    """Give a file for the bank; that it was taken stands in the trail."""
    run = _run(number)
    try:
        data = fetch_bank_file(run, actor_at(request), file)
    except Refused as refused:
        _tell(request, refused)
        return redirect("office:payout-run", number=number)
    answer = HttpResponse(data, content_type="text/csv")
    answer["Content-Disposition"] = f'attachment; filename="{run}-{file}.csv"'
    return answer


def _run(number: int) -> PayoutRun:
    rows = PayoutRun.objects.select_related("approval", "cancellation")
    return get_object_or_404(rows, number=number)


def _sums(run: PayoutRun) -> dict[str, int]:
    names = ("gross", "netted", "tax", "net")
    sums = run.payouts.aggregate(**{name: Sum(f"{name}_minor") for name in names})
    return {name: sums[name] or 0 for name in names}


def _files(run: PayoutRun) -> list[dict[str, Any]]:
    """Return the files that hold something the bank has not answered yet."""
    rows = PayoutAttempt.objects.filter(payout__run=run, outcome=None)
    found = rows.order_by("file").values("file").annotate(sum=Sum("payout__net_minor"))
    taken = set(run.fetches.values_list("file", flat=True))
    return [{**one, "taken": one["file"] in taken} for one in found]
