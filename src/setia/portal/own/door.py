"""The door of a partner's own pages: whose session the cookie is, and in which language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.gzip import gzip_page

from setia.core.actor import Actor
from setia.core.errors import NotFound, NotPermitted
from setia.core.models import Business
from setia.partners.having_pages import partner_at
from setia.partners.models import PartnerSession
from setia.partners.models.door import LONGEST
from setia.partners.open_session import session_of
from setia.people.models import Party
from setia.portal.own.navigation import entries

COOKIE, LANGUAGE_COOKIE, PATH = "setia_partner", "setia_partner_language", "/p/"
HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Visitor:
    """Who is at the page: the device's session, the party it is today, the actor that is."""

    session: PartnerSession
    party: Party
    actor: Actor


def visitor_of(request: HttpRequest) -> Visitor | None:
    """Return who a request comes from; nobody where its cookie opens nothing."""
    session = session_of(request.COOKIES.get(COOKIE, ""))
    if session is None:
        return None
    actor = partner_at(session.party)
    return Visitor(session, Party.objects.get(pk=actor.id), actor)


def for_partners(view: View) -> View:
    """Let in who has a session and give the view its visitor; send others to ask for a link.

    What is not theirs does not exist for them. Pages are zipped, with what Django adds against
    guessing at secrets by length.
    """

    @wraps(view)
    def opened(request: HttpRequest, **rest: Any) -> HttpResponseBase:  # noqa: ANN401
        visitor = visitor_of(request)
        if visitor is None:
            return redirect("partners:home")
        try:
            return view(request, visitor, **rest)
        except (NotFound, NotPermitted, Http404):
            return page(request, visitor, "nothing", {}, status=404)

    return for_everybody(opened)


def for_everybody(view: View) -> View:
    """Open a page to whoever comes, in their language; no cache and no search engine keeps it."""

    @wraps(view)
    def opened(request: HttpRequest, **rest: Any) -> HttpResponseBase:  # noqa: ANN401
        with translation.override(language_of(request)):
            request.LANGUAGE_CODE = translation.get_language()
            answer = view(request, **rest)
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        return answer

    opened.permission = None  # type: ignore[attr-defined]
    return gzip_page(opened)


def page(
    request: HttpRequest,
    visitor: Visitor | None,
    name: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """Render a page with what every page of a partner needs."""
    known = {
        "visitor": visitor,
        "places": entries(request.path) if visitor else [],
        **context,
    }
    return render(request, f"portal/own/{name}.html", known, status=status)


def language_of(request: HttpRequest) -> str:
    """Return what was chosen on this device, else the language of the business."""
    chosen = request.COOKIES.get(LANGUAGE_COOKIE, "")
    if chosen in dict(settings.LANGUAGES):
        return chosen
    business = Business.objects.filter(pk=1).first()
    return business.language if business else settings.LANGUAGE_CODE


def keep_cookie(answer: HttpResponse, name: str, value: str) -> None:
    """Give the browser a cookie that only our own pages below /p/ get back."""
    answer.set_cookie(
        name,
        value,
        max_age=int(LONGEST.total_seconds()),
        path=PATH,
        httponly=True,
        secure=settings.HTTPS,
        samesite="Lax",
    )


def place_of(request: HttpRequest) -> str:
    """Return the network address a request comes from, as the proxy before us tells it.

    Only what the nearest proxy added is believed; the rest of that header anybody can write.
    """
    told: str = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.HTTPS else ""
    nearest = told.rpartition(",")[2].strip()
    return nearest or str(request.META.get("REMOTE_ADDR", ""))
