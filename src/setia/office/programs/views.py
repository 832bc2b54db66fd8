"""Pages of programs: the promise, what it gives so far, and why."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from setia.awards.explain_award import explain_award
from setia.awards.provisional import provisional
from setia.awards.standing import Asked, windows_of
from setia.core.clock import today
from setia.core.errors import NotFound
from setia.office.language import language
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.programs.rows import page_of_rows, seen_codes
from setia.office.programs.shown import versions_shown
from setia.office.rewards.shown import rewards_shown
from setia.people.models import Party
from setia.programs.ask_opt_in import newest_opt_in
from setia.programs.join_program import enrolment_of
from setia.programs.models import Program
from setia.programs.seen_programs import seen_programs
from setia.programs.state import state_of, with_records


@permitted("program.see")
@require_GET
def programs(request: HttpRequest) -> HttpResponse:
    """List promises with what they come to so far."""
    now = provisional()
    actor = actor_at(request)
    parties = seen_codes(actor)
    sums: dict[str, list[Any]] = {}
    for window in windows_of(now.standing, Asked(parties=parties)):
        sums.setdefault(window.program, []).append(window)
    rows = with_records(seen_programs(actor, sums))
    ordered = rows.order_by("-starts_on", "code")
    day = today(settings.TIME_ZONE)
    context = {
        "programs": [
            (row, state_of(row, day), sums.get(row.code, [])[:3]) for row in ordered
        ],
        "now": now,
    }
    return render(request, "office/programs/programs.html", context)


@permitted("program.see")
@require_GET
def program(request: HttpRequest, code: str) -> HttpResponse:
    """Show one promise: how far it is, its standing by window, the promise in words."""
    actor, now = actor_at(request), provisional()
    parties = seen_codes(actor)
    windows = windows_of(now.standing, Asked(program=code, parties=parties))
    kept = get_object_or_404(seen_programs(actor, [code] if windows else []), code=code)
    window = _window(request, [one.window_from for one in windows])
    asked = Asked(code, window, parties, paid_only=request.GET.get("paid") == "1")
    day = today(settings.TIME_ZONE)
    state = state_of(kept, day)
    context = {
        "program": kept,
        "state": state,
        "today": day,
        "now": now,
        "windows": windows,
        "window": window,
        "listing": page_of_rows(now.standing, asked, request.GET),
        **versions_shown(kept, actor, day),
        **rewards_shown(kept, state, actor, day),
    }
    return render(request, "office/programs/program.html", context)


@permitted("award.see")
@require_GET
def award(request: HttpRequest, code: str, party: str, window: str) -> HttpResponse:
    """Explain what somebody gets, from the sum down to the sale lines."""
    kept = get_object_or_404(Program, code=code)
    who = get_object_or_404(Party.objects.visible_to(actor_at(request)), code=party)
    now = provisional()
    order_id = request.GET.get("order", "")
    day = _day(window)
    base = {"program": kept, "party": who}
    try:
        tale = explain_award(now.standing, code, party, day, order_id, language())
    except NotFound:
        terms = newest_opt_in(kept)
        if terms is None or enrolment_of(kept, who) is not None:
            raise
        told = {**base, "terms": terms}
        return render(request, "office/programs/not_joined.html", told)
    context = {
        **base,
        "tale": tale,
        "now": now,
        "window": day,
        "order_id": order_id,
    }
    return render(request, "office/programs/award.html", context)


def _window(request: HttpRequest, windows: list[date]) -> date | None:
    """Return the window that was asked for, else the latest that has awards."""
    asked = request.GET.get("window", "")
    if asked == "all":
        return None
    if asked:
        return _day(asked)
    return windows[0] if windows else None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404(text) from error
