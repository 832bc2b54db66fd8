"""The board of a program: who stands where right now, looked at again every two seconds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from setia.awards.board import Asked, Board, Standee, board_of, version_of, windows_on
from setia.awards.ladder import Rung
from setia.awards.provisional import Provisional, provisional
from setia.awards.standing import Standing, latest_standing
from setia.core.clock import today
from setia.office.language import language
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.programs.rows import seen_codes
from setia.people.models import Party
from setia.programs.seen_programs import seen_programs
from setia.programs.state import state_of
from setia.ui.listing import Page, asked_page

PER_PAGE = 50
MEASURES = {
    "quantity": _("Pieces"),
    "revenue": _("Sales"),
    "margin": _("Margin"),
    "orders": _("Orders"),
    "buyers": _("Buyers"),
    "products": _("Products"),
    "categories": _("Categories"),
    "margin_rate": _("Margin rate"),
}


@dataclass(frozen=True)
class Shown:
    """A standee, or a rung of the ladder, with names."""

    one: Standee | Rung
    name: str


@permitted("program.see")
@require_GET
def standing(request: HttpRequest, code: str) -> HttpResponse:
    """Show the board of a window; a page that has it already is told so in few bytes."""
    known = _known(request)
    latest = latest_standing() if known else None
    if known and latest is not None and version_of(latest, code) == known:
        return _fresh(HttpResponse(status=204))
    # Looking again costs as little as can be; a whole page asks for what is newer.
    found = provisional() if latest is None else Provisional(latest, behind=False)
    now = found.standing
    actor = actor_at(request)
    parties = seen_codes(actor)
    has_part = [code] if windows_on(now, code, parties) else []
    kept = get_object_or_404(seen_programs(actor, has_part), code=code)
    windows = windows_on(now, code)
    shown = _window(request, windows)
    context: dict[str, Any] = {
        "program": kept,
        "state": state_of(kept, today(settings.TIME_ZONE)),
        "windows": windows,
        "window": shown,
        "version": version_of(now, code),
        "now": found,
    }
    if shown is not None:
        context |= _board(request, now, code, Asked(shown, parties))
    page = "standing" if known is None else "_board"
    return _fresh(render(request, f"office/programs/{page}.html", context))


def _known(request: HttpRequest) -> str | None:
    """Take from the query what a page says it has; its links lead to whole pages."""
    query = request.GET.copy()
    known = query.pop("known", [None])[-1]
    request.GET = query  # type: ignore[assignment]
    return known


def _fresh(response: HttpResponse) -> HttpResponse:
    """Let nobody keep an answer that is old in a second."""
    patch_cache_control(response, no_store=True)
    return response


def _board(request: HttpRequest, now: Standing, code: str, asked: Asked) -> dict[str, Any]:
    number = asked_page(request.GET)
    here = replace(asked, start=(number - 1) * PER_PAGE, most=PER_PAGE)
    board = board_of(now, code, here, language())
    names = _names(board)
    rows = [Shown(one, names.get(one.party, one.party)) for one in board.standees]
    pages = max(1, -(-board.count // PER_PAGE))
    return {
        "board": board,
        "measure": MEASURES[board.measure],
        "listing": Page(rows, board.count, number, pages, ""),
        "ladder": [
            Shown(rung, ", ".join(names.get(code, code) for code in rung.who))
            for rung in board.ladder
        ],
    }


def _names(board: Board) -> dict[str, str]:
    codes = {one.party for one in board.standees}
    codes |= {code for rung in board.ladder for code in rung.who}
    return dict(Party.objects.filter(code__in=codes).values_list("code", "name"))


def _window(request: HttpRequest, windows: list[tuple[date, date | None]]) -> date | None:
    """Return the window that was asked for, else the one that runs or ran last."""
    asked = request.GET.get("window", "")
    if asked:
        try:
            return date.fromisoformat(asked)
        except ValueError as error:
            raise Http404(asked) from error
    return windows[0][0] if windows else None
