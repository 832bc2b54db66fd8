"""A partner's own people."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from setia.core.clock import today
from setia.partners.my_people import my_people
from setia.portal.own.door import Visitor, for_partners, page


@for_partners
@require_GET
def people(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show who joined through a partner, and who sold lately."""
    told = my_people(visitor.actor, today(settings.TIME_ZONE))
    return page(request, visitor, "people", {"people": told})
