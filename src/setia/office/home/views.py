"""The first page of the day, for each role."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_GET, require_POST

from setia.core.actor import Actor
from setia.core.clock import today
from setia.core.permissions import Reach
from setia.office.context import THEMES
from setia.office.home.days import days_ahead
from setia.office.home.waits import waits_of
from setia.office.middleware import actor_at
from setia.office.permitted import open_to_all, permitted
from setia.office.session.views import back
from setia.people.models import Party
from setia.programs.models import Program
from setia.programs.seen_programs import seen_programs
from setia.programs.state import State, state_of, with_records
from setia.sales.summaries import revenue_of_months
from setia.ui.showcase import showcase

KNOWS_PEOPLE = frozenset({Reach.ALL, Reach.TERRITORY})


@permitted("home.see")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show what there is to know today: what waits, sales so far, days worth a word."""
    actor, day = actor_at(request), today(settings.TIME_ZONE)
    parties = Party.objects.visible_to(actor).standing()
    context = {
        "day": day,
        "waits": waits_of(actor),
        "months": revenue_of_months(actor, day, 2),
        "people": parties.count() if actor.reach in KNOWS_PEOPLE else None,
        "days": days_ahead(parties, day, 14) if actor.may("party.write") else [],
        "programs": _running(actor, day) if actor.may("program.see") else [],
    }
    return render(request, "office/home/home.html", context)


@permitted("style.see")
@require_GET
def style(request: HttpRequest) -> HttpResponse:
    """Show every component that pages are made of."""
    return render(request, "office/home/style.html", showcase(request.GET))


@open_to_all
@require_GET
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead browsers that ask for the old address to the drawing of today."""
    del request
    return redirect(static("ui/icon.svg"))


@open_to_all
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light or dark on this device, or leave it to the device again."""
    response = redirect(back(request))
    chosen = request.POST.get("theme", "")
    if chosen == "device":
        response.delete_cookie("theme", samesite="Lax")
    elif chosen in THEMES:
        response.set_cookie(
            "theme", chosen, max_age=365 * 24 * 3600, httponly=True, samesite="Lax"
        )
    return response


def _running(actor: Actor, day: date) -> list[Program]:
    rows = with_records(seen_programs(actor))
    return [row for row in rows if state_of(row, day) == State.LIVE]
