"""Programs that a partner has a part in: progress, leaderboard, the promise, and why."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from setia.awards.provisional import provisional
from setia.awards.standing import Standing
from setia.core.clock import today
from setia.partners.leaderboard import leaderboard
from setia.partners.models import Material
from setia.partners.my_contests import Contest, contest_in, my_contests
from setia.partners.my_invitations import my_invitations
from setia.partners.rules import partner_rules
from setia.partners.what_next import (
    last_orders,
    step_ahead,
    tale_of_mine,
    what_next,
)
from setia.portal.own.door import Visitor, for_partners, page
from setia.portal.own.next_sentence import next_sentence
from setia.portal.own.promise_words import promise_words
from setia.portal.told import language
from setia.programs.in_words import in_words
from setia.programs.models import Program
from setia.programs.seen_programs import seen_programs


@for_partners
@require_GET
def contests(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """List what runs and what was over lately."""
    now, day = provisional(), today(settings.TIME_ZONE)
    asked = my_invitations(visitor.actor, day)
    found = [
        (one, asked.get(one.program.code))
        for one in my_contests(visitor.actor, now.standing, day)
    ]
    context = {
        "now": now,
        "invitations": [one for one in asked.values() if not one.over],
        "running": [(one, invited) for one, invited in found if not one.over],
        "over": [(one, invited) for one, invited in found if one.over],
    }
    return page(request, visitor, "contests", context)


@for_partners
@require_GET
def contest(request: HttpRequest, visitor: Visitor, code: str, window: str) -> HttpResponse:
    """Show one program in one window."""
    now, day = provisional(), today(settings.TIME_ZONE)
    actor, standing = visitor.actor, now.standing
    found = contest_in(actor, standing, code, _day(window), day)
    if found is None:
        raise Http404(code)
    rules = partner_rules()
    board = None
    if found.competes:
        board = leaderboard(actor, standing, found, rules.leaderboard_names)
    context = {
        "now": now,
        "contest": found,
        "invitation": my_invitations(actor, day).get(code),
        "next_steps": _steps(standing, found),
        "board": board,
        "names": rules.leaderboard_names,
        "orders": last_orders(actor, standing, found) if found.per_order else (),
        "words": promise_words(in_words(found.version.document, language())),
        "materials": Material.objects.offered(day).filter(program=found.program)[:3],
    }
    return page(request, visitor, "contest", context)


@for_partners
@require_GET
def why_this(
    request: HttpRequest, visitor: Visitor, code: str, window: str
) -> HttpResponse:
    """Explain what a partner gets so far, down to its own sale lines."""
    now, day = provisional(), _day(window)
    order_id = request.GET.get("order", "")
    where = (code, day, order_id)
    tale = tale_of_mine(visitor.actor, now.standing, where, language())
    seen = seen_programs(visitor.actor, [code])
    program = seen.filter(code=code).first() or Program.objects.get(code=code)
    context = {
        "now": now,
        "program": program,
        "window": day,
        "order_id": order_id,
        "tale": tale,
    }
    return page(request, visitor, "why", context)


def _steps(standing: Standing, found: Contest) -> list[str]:
    """Return how much more gives what, then the engine's own reasons."""
    step = step_ahead(standing, found)
    reasons = what_next(standing, found, language())
    # The first reason is what the step is made of.
    return [next_sentence(step), *reasons[1:]] if step else list(reasons)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404(text) from error
