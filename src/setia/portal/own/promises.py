"""What was promised to a partner, and how much of it was kept."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from setia.core.clock import now, today
from setia.portal.own.door import Visitor, for_partners, page
from setia.promises.kept_rate import Span, of_party, of_rewards
from setia.promises.models import Promise
from setia.promises.models.promise import State

MOST = 30
YEAR = timedelta(days=365)
BADGES = {
    State.KEPT: "badge-good",
    State.LATE: "badge-warn",
    State.OVERDUE: "badge-bad",
}


@for_partners
@require_GET
def promises(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show a partner what it was promised, the latest first, and how many were kept."""
    at, day = now(), today(settings.TIME_ZONE)
    span = Span(day - YEAR, day, at)
    rows = Promise.objects.visible_to(visitor.actor).judged(at)
    latest = rows.select_related("delivery").order_by("-due_at", "-pk")[:MOST]
    context = {
        "kept": of_party(visitor.actor.party_ids, span),
        "rewards": of_rewards(span, visitor.actor),
        "promises": [
            (one, State(one.state).label, BADGES.get(State(one.state), ""))
            for one in latest
        ],
    }
    return page(request, visitor, "promises", context)
