"""What a partner earns: not final yet, final with its promised day, paid."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from setia.awards.provisional import provisional
from setia.core.clock import today
from setia.partners.my_earnings import my_earnings
from setia.portal.own.door import Visitor, for_partners, page


@for_partners
@require_GET
def earnings(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show earnings by how sure they are."""
    now = provisional()
    day = today(settings.TIME_ZONE)
    told = my_earnings(visitor.actor, now.standing, day)
    return page(request, visitor, "earnings", {"now": now, "earnings": told})
