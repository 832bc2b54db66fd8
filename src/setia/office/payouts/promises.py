"""Pages of promised days that were kept, and of goods that wait to be handed over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from setia.closing.models import Award
from setia.core.clock import today
from setia.office.middleware import actor_at
from setia.office.payouts.forms import HandoverForm
from setia.office.permitted import permitted
from setia.office.problems import tell_outcome, tell_wrong
from setia.payouts.hand_over_goods import GOODS, goods_to_hand_over, hand_over_goods
from setia.payouts.promises_kept import Kept, Promise, counted, promises_due
from setia.programs.models import Program
from setia.rewards.menus import programs_with_menus
from setia.rewards.models import Menu
from setia.ui.listing import Listing

SORTS = {
    "due": ("due_on",),
    "payee": ("payee__name_key",),
    "amount": ("booked_minor",),
}
GOODS_SORTS = {"due": ("due_on",), "payee": ("payee__name_key",), "left": ("left",)}
BADGES = {
    Promise.KEPT: "badge-good",
    Promise.LATE: "badge-warn",
    Promise.OVERDUE: "badge-bad",
}
DAYS = 90


@permitted("payout.see")
@require_GET
def promises(request: HttpRequest) -> HttpResponse:
    """Show of the promises of some days how many were kept, overall and by program."""
    day = today(settings.TIME_ZONE)
    start, end = _span(request, day)
    due = promises_due(start, end, day)
    found = counted(due)
    rows = due.annotate(whole=F("booked_minor") / 100)
    rows = rows.select_related("program", "payee", "party")
    wanted = request.GET.get("promise", "")
    if wanted in Promise.values:
        rows = rows.filter(promise=wanted)
    listing = Listing(request.GET, SORTS, "-due").over(rows)
    context = {
        "start": start,
        "end": end,
        "promise": wanted,
        "choices": Promise.choices,
        "listing": listing,
        "rows": [(one, *_told(one.promise)) for one in listing.rows],
        "overall": found.overall,
        "counts": _counts(found.overall),
        "programs": _programs(found.programs),
    }
    return render(request, "office/payouts/promises.html", context)


def _programs(found: dict[int, Kept]) -> list[tuple[Program, Kept, list[Any]]]:
    known = Program.objects.in_bulk(list(found))
    rows = [(known[program], kept, _counts(kept)) for program, kept in found.items()]
    return sorted(rows, key=lambda one: one[0].code)


def _counts(kept: Kept) -> list[tuple[str, int]]:
    return [(str(one.label), kept.counts.get(one, 0)) for one in Promise]


def _told(promise: str) -> tuple[str, str]:
    told = Promise(promise)
    return str(told.label), BADGES.get(told, "")


def _span(request: HttpRequest, day: date) -> tuple[date, date]:
    """Return the days that were asked for; what makes no sense becomes the last quarter."""
    start = _day(request.GET.get("from", ""), day - timedelta(days=DAYS))
    end = _day(request.GET.get("to", ""), day + timedelta(days=30))
    return (start, end) if start <= end else (end, start)


def _day(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise


@permitted("payout.see")
@require_GET
def goods(request: HttpRequest) -> HttpResponse:
    """List goods that were earned and wait to be handed over."""
    rows = goods_to_hand_over().select_related("program", "payee", "party")
    # Of a program with a menu somebody chooses first; that has pages of its own.
    rows = rows.exclude(program__in=programs_with_menus())
    listing = Listing(request.GET, GOODS_SORTS, "due").over(rows)
    context = {
        "listing": listing,
        "chosen": Menu.objects.exists(),
        "rows": [
            (one, HandoverForm(initial=_left(one), auto_id=f"goods-{one.pk}-%s"))
            for one in listing.rows
        ],
    }
    return render(request, "office/payouts/goods.html", context)


@permitted("payout.make")
@require_POST
def goods_handover(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that goods were handed over; the same form sent twice does it once."""
    rows = Award.objects.filter(unit=GOODS).exclude(program__in=programs_with_menus())
    award = get_object_or_404(rows.select_related("payee"), pk=pk)
    form = HandoverForm(request.POST)
    if form.is_valid():
        filled = form.cleaned_data
        amount, seen = filled["amount"] * 100, filled["left"] * 100
        tell_outcome(
            request,
            lambda: hand_over_goods(
                award, amount, filled["note"], actor_at(request), seen_left_minor=seen
            ),
        )
    else:
        tell_wrong(request, form)
    return redirect("office:goods")


def _left(award: Any) -> dict[str, int]:  # noqa: ANN401 - an award with what is left
    left: int = award.left // 100
    return {"amount": left, "left": left}
