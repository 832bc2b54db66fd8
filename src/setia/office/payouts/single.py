"""The page of one payout: of what it is made, its tax, and what became of it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from setia.core.clock import today
from setia.office.middleware import actor_at
from setia.office.payouts.forms import OutcomeForm
from setia.office.payouts.shown import shown_payouts
from setia.office.permitted import permitted
from setia.office.problems import tell_outcome, tell_wrong
from setia.payouts.models import Payout
from setia.payouts.record_outcome import record_outcome
from setia.payouts.retry_payout import retry_payout
from setia.payouts.state import PayoutState
from setia.ui.listing import Listing

SORTS = {"amount": ("amount_minor",), "order": ("pk",)}


@permitted("payout.see")
@require_GET
def payout(request: HttpRequest, key: str) -> HttpResponse:
    """Show one payout with its items, each leading to the award's explanation."""
    kept = _payout(key)
    (shown,) = shown_payouts([kept])
    actor = actor_at(request)
    items = kept.items.select_related(
        "award__program", "award__party", "adjustment__award__program"
    )
    failed = shown.state.state == PayoutState.FAILED
    second = kept.run.by_key != actor.key
    context = {
        "payout": kept,
        "shown": shown,
        "listing": Listing(request.GET, SORTS, "order").over(items),
        "may_tell": shown.state.state == PayoutState.SENT and actor.may("payout.make"),
        "may_retry": failed and second and actor.may("payout.approve"),
        "needs_another": failed and not second,
        "form": OutcomeForm(initial={"day": today(settings.TIME_ZONE)}),
    }
    return render(request, "office/payouts/payout.html", context)


@permitted("payout.make")
@require_POST
def payout_outcome(request: HttpRequest, key: str) -> HttpResponse:
    """Record by hand what the bank said."""
    kept, form = _payout(key), OutcomeForm(request.POST)
    if form.is_valid():
        told = form.told()
        tell_outcome(request, lambda: record_outcome(kept, told, actor_at(request)))
    else:
        tell_wrong(request, form)
    return redirect("office:payout", key=key)


@permitted("payout.approve")
@require_POST
def payout_attempts(request: HttpRequest, key: str) -> HttpResponse:
    """Send a failed payout again."""
    kept = _payout(key)
    tell_outcome(request, lambda: retry_payout(kept, actor_at(request)))
    return redirect("office:payout", key=key)


def _payout(key: str) -> Payout:
    rows = Payout.objects.select_related("payee", "run__approval", "run__cancellation")
    return get_object_or_404(rows.with_outcomes(), key=key)
