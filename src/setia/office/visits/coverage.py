"""How many of each class were visited in time, and who waits longest."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from setia.accounts.models import Rank
from setia.core.actor import Actor
from setia.core.clock import today
from setia.core.days import start_of
from setia.core.models import User
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.people.models import Party
from setia.people.models.party import PartyRole
from setia.ui.listing import Page, asked_page
from setia.visits.coverage import coverage as covered
from setia.visits.coverage import in_time
from setia.visits.due import Known, known_on
from setia.visits.models import CheckIn

DAYS = timedelta(days=90)
PER_PAGE = 50


@permitted("visit.see")
@require_GET
def coverage(request: HttpRequest) -> HttpResponse:
    """Show each class with how many were visited in time, and what visits were for."""
    actor, day = actor_at(request), today(settings.TIME_ZONE)
    known = known_on(day, Party.objects.visible_to(actor).standing())
    roles, ranks = dict(PartyRole.choices), dict(Rank.choices)
    covers = covered(known, day)
    rows = [
        {"cover": one, "role": roles[one.role], "rank": ranks.get(one.rank, "")}
        for one in covers
    ]
    context = {
        "rows": rows,
        "of": sum(one.of for one in covers),
        "visited": sum(one.visited for one in covers),
        "made": _made(actor, day),
    }
    return render(request, "office/visits/coverage.html", context)


@permitted("visit.see")
@require_GET
def overdue(request: HttpRequest) -> HttpResponse:
    """List who was not visited in time, the longest waiting first."""
    actor, day = actor_at(request), today(settings.TIME_ZONE)
    seen = Party.objects.visible_to(actor).standing()
    waiting = [one for one in known_on(day, seen) if one.rule and not in_time(one, day)]
    ordered = sorted(waiting, key=lambda one: (one.due_on or day, one.party))
    context = {"listing": _page(ordered, seen, request), "day": day}
    return render(request, "office/visits/overdue.html", context)


def _page(waiting: list[Known], seen: QuerySet[Party], request: HttpRequest) -> Page:
    pages = max(1, -(-len(waiting) // PER_PAGE))
    number = min(asked_page(request.GET), pages)
    some = waiting[(number - 1) * PER_PAGE : number * PER_PAGE]
    parties = seen.in_bulk([one.party for one in some])
    users = User.objects.in_bulk([one.visitor for one in some if one.visitor])
    ranks = dict(Rank.choices)
    rows = [
        {
            "party": parties[one.party],
            "rank": ranks.get(one.rank, ""),
            "known": one,
            "visitor": users.get(one.visitor) if one.visitor else None,
        }
        for one in some
        if one.party in parties
    ]
    return Page(rows, len(waiting), number, pages, "")


def _made(actor: Actor, day: date) -> dict[str, Any]:
    """Count the visits of the last 90 days, and those for which nothing was wanted."""
    rows = CheckIn.objects.visible_to(actor).filter(at__gte=start_of(day - DAYS))
    return rows.aggregate(
        all=Count("pk"),
        unasked=Count("pk", filter=Q(by_request=False)),
        placed=Count("pk", filter=Q(latitude__isnull=False)),
    )
