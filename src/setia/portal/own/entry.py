"""Getting in: ask for a link, open it with a tap, leave again."""

from __future__ import annotations

from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from setia.core.errors import Conflict, NotFound, Refused
from setia.partners.ask_for_link import ask_for_link, mail_is_set_up
from setia.partners.make_link import LIVES
from setia.partners.open_session import end_session, open_session
from setia.portal.own.device_name import device_name
from setia.portal.own.door import (
    COOKIE,
    LANGUAGE_COOKIE,
    PATH,
    Visitor,
    for_everybody,
    for_partners,
    keep_cookie,
    page,
    place_of,
)
from setia.portal.told import why


@for_everybody
@require_http_methods(["GET", "POST"])
def links(request: HttpRequest) -> HttpResponse:
    """Take a request for a link, and say the same to everybody.

    The page after it says what happens now for whoever is known, and never whether they are.
    """
    if request.method == "GET":
        minutes = int(LIVES.total_seconds() // 60)
        context = {"minutes": minutes, "by_mail": mail_is_set_up()}
        return page(request, None, "asked", context)
    name = request.POST.get("name", "")
    try:
        ask_for_link(name, place_of(request), request.build_absolute_uri(request.path))
    except Refused as refused:
        asked = {"wrong": why(refused), "name": name}
        return page(request, None, "ask", asked, status=422)
    return redirect("partners:links")


@for_everybody
@require_http_methods(["GET", "POST"])
def opening(request: HttpRequest, token: str) -> HttpResponse:
    """Open the pages with a tap; only looking at the address uses nothing up.

    Chat programs look at every address that is sent, to show what is behind it.
    """
    if request.method == "GET":
        return page(request, None, "opening", {"token": token})
    try:
        opened = open_session(token, device_name(request.headers.get("User-Agent", "")))
    except NotFound:
        return page(request, None, "link_gone", {}, status=404)
    answer = redirect("partners:home")
    keep_cookie(answer, COOKIE, opened.token)
    return answer


@for_partners
@require_POST
def leave(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """End the session of this device."""
    del request
    answer = redirect("partners:home")
    # Signed out from elsewhere in the same moment: they wanted just that.
    with suppress(Conflict):
        end_session(visitor.session, visitor.actor)
    answer.delete_cookie(COOKIE, path=PATH, samesite="Lax")
    return answer


@for_everybody
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Speak another language on this device from here on."""
    wanted = request.POST.get("next", "")
    ours = wanted.startswith(PATH) and url_has_allowed_host_and_scheme(wanted, None)
    answer = redirect(wanted if ours else reverse("partners:home"))
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        keep_cookie(answer, LANGUAGE_COOKIE, chosen)
    return answer
