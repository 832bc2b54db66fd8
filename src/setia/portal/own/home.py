"""The first page: how am I doing, what do I get, when is it paid, what do I do next."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from setia.awards.provisional import provisional
from setia.awards.standing import Standing
from setia.coaching.targets_of_week import own_target
from setia.coaching.week_revenue import this_week
from setia.core.clock import today
from setia.partners.models import Material
from setia.partners.my_contests import Contest, my_contests
from setia.partners.my_earnings import my_earnings
from setia.partners.my_invitations import my_invitations
from setia.partners.what_next import step_ahead, what_next
from setia.portal.own.door import Visitor, for_everybody, for_partners, page, visitor_of
from setia.portal.own.navigation import MORE
from setia.portal.own.next_sentence import next_sentence
from setia.portal.told import language
from setia.rewards.menus import choices_open_to

MOST_CONTESTS, MOST_MATERIALS = 3, 2


@for_everybody
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show where a partner stands; ask who is not signed in for their number."""
    visitor = visitor_of(request)
    if visitor is None:
        return page(request, None, "ask", {})
    day, now = today(settings.TIME_ZONE), provisional()
    context = {
        "now": now,
        "earnings": my_earnings(visitor.actor, now.standing, day),
        "target": own_target(visitor.party, this_week()),
        "hints": _hints(visitor, day),
        "contests": _matter(visitor, now.standing, day),
        "materials": Material.objects.offered(day)[:MOST_MATERIALS],
    }
    return page(request, visitor, "home", context)


@for_partners
@require_GET
def more(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """List what is not on the screen always."""
    return page(request, visitor, "more", {"more": MORE})


def _hints(visitor: Visitor, day: date) -> dict[str, Any]:
    """Return what the partner is asked to choose or to join, with the last day of each."""
    asked = my_invitations(visitor.actor, day).values()
    open_ = choices_open_to(visitor.party, day)
    return {
        "choices": len(open_),
        "until": min((one.menu.until for one in open_), default=None),
        "invitations": [one for one in asked if not one.over and one.enrolment is None],
    }


def _matter(
    visitor: Visitor, standing: Standing, day: date
) -> list[tuple[Contest, list[str]]]:
    """Return the few programs that matter today, each with what to do next.

    How much more would give how much is an evaluation; the first page waits for one alone.
    """
    running = [one for one in my_contests(visitor.actor, standing, day) if not one.over]
    found: list[tuple[Contest, list[str]]] = []
    asked = False
    for one in running[:MOST_CONTESTS]:
        step = None
        if one.row is not None and not asked:
            step, asked = step_ahead(standing, one), True
        reasons = what_next(standing, one, language())
        found.append((one, [next_sentence(step)] if step else list(reasons[:1])))
    return found
