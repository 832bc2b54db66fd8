"""Where a partner is signed in, and signing out from afar."""

from __future__ import annotations

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from setia.core.clock import now
from setia.core.errors import Conflict
from setia.partners.models import PartnerSession
from setia.partners.open_session import end_session
from setia.portal.own.door import Visitor, for_partners, page


@for_partners
@require_GET
def devices(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """List the devices that are signed in."""
    alive = PartnerSession.objects.visible_to(visitor.actor).alive(now())
    return page(request, visitor, "devices", {"sessions": alive[:50]})


@for_partners
@require_POST
def sign_out(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """Sign one device out."""
    rows = PartnerSession.objects.visible_to(visitor.actor)
    session = get_object_or_404(rows, pk=pk)
    # Signed out from elsewhere in the same moment: it is what was asked for.
    with suppress(Conflict):
        end_session(session, visitor.actor)
    messages.success(request, _("This device is signed out."))
    return redirect("partners:devices")
