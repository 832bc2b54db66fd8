"""The secret address of one's own calendar."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from setia.coaching.make_feed import make_feed, revoke_feed, standing_feed
from setia.core.models import User
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import tell_outcome


@permitted("calendar.see")
@never_cache
@require_http_methods(["GET", "POST"])
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """Tell how to read the calendar elsewhere; make an address, which is told once."""
    user = _me(request)
    address = ""
    if request.method == "POST":
        made = make_feed(user, actor_at(request))
        path = reverse("partners:calendar-feed", args=[made.token])
        address = request.build_absolute_uri(path)
    context = {"feed": standing_feed(user), "address": address}
    return render(request, "office/coaching/feed.html", context)


@permitted("calendar.see")
@require_POST
def calendar_feed_revocation(request: HttpRequest) -> HttpResponse:
    """Close the address."""
    feed = standing_feed(_me(request))
    if feed is not None:
        tell_outcome(request, lambda: revoke_feed(feed, actor_at(request)))
    return redirect("office:calendar-feed")


def _me(request: HttpRequest) -> User:
    return get_object_or_404(User, pk=request.user.pk)
