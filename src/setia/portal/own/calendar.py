"""The partner's calendar: what is planned for it, and the address for its own program."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from setia.coaching.as_calendar import as_calendar
from setia.coaching.make_feed import feed_of, make_feed, revoke_feed, standing_feed
from setia.coaching.models import CalendarFeed
from setia.coaching.occurrences import occurrences
from setia.coaching.seen_series import meant_for, seen_series, series_for
from setia.core.clock import today
from setia.core.errors import Conflict, NotFound
from setia.core.models import Business
from setia.people.actor_of import actor_of
from setia.people.models import Party
from setia.people.resolve_code import survivors
from setia.portal.own.door import Visitor, for_everybody, for_partners, page

AHEAD = timedelta(days=27)


@for_partners
@require_http_methods(["GET", "POST"])
def calendar(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show what is planned for four weeks; make the address, which is told once."""
    address = ""
    if request.method == "POST":
        made = make_feed(visitor.party, visitor.actor)
        path = reverse("partners:calendar-feed", args=[made.token])
        address = request.build_absolute_uri(path)
    day, series = today(settings.TIME_ZONE), series_for(visitor.party)
    mine = meant_for(visitor.party, series)
    coming = occurrences(series, (day, day + AHEAD), with_dropped=True)
    context = {
        "coming": [one for one in coming if one.revision.pk in mine],
        "address": address,
        "feed": standing_feed(visitor.party),
    }
    return page(request, visitor, "calendar", context)


@for_partners
@require_POST
def revocation(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Close the address."""
    del request
    feed = standing_feed(visitor.party)
    if feed is not None:
        try:
            revoke_feed(feed, visitor.actor)
        except Conflict:
            # Closed from elsewhere in the same moment: they wanted just that.
            return redirect("partners:calendar")
    return redirect("partners:calendar")


@for_everybody
@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give the calendar of whoever the address was made for; nothing to anybody else."""
    try:
        content = _content(feed_of(token))
    except NotFound:
        return page(request, None, "link_gone", {}, status=404)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="setia.ics"'
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _content(found: CalendarFeed) -> bytes:
    """Write what the owner of a feed sees, in the owner's language."""
    business = Business.objects.filter(pk=1).first()
    name = business.name if business else "Setia"
    if found.user is not None:
        with translation.override(found.user.language):
            return as_calendar(seen_series(actor_of(found.user)), _named(name), None)
    owner = found.party_id or 0
    party = Party.objects.get(pk=survivors().get(owner, owner))
    series = series_for(party)
    with translation.override(business.language if business else "id"):
        return as_calendar(series, _named(name), meant_for(party, series))


def _named(business: str) -> str:
    return _("Calendar of %(business)s") % {"business": business}
