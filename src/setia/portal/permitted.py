"""The door of every page by link: the token, and what its holder may do."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from setia.core.actor import Actor, holder_of_link
from setia.core.errors import NotFound
from setia.core.models import Business
from setia.people.resolve_code import survivors, with_merged
from setia.statements.models import StatementLink
from setia.statements.share_statement import opened_link

MAY = frozenset({"statement.see", "award.see", "dispute.see", "dispute.raise"})
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
View = Callable[..., HttpResponseBase]


def by_link(view: View) -> View:
    """Open a page for whoever holds a link; all others get one and the same answer.

    The view is given the link beside its token. The page speaks the language that the
    address asks for, else that of the business. Forgery across sites needs a secret that a
    browser adds by itself; here the only secret is in the address, and browsers that name no
    referrer would fail that check.
    """

    @wraps(view)
    def opened(request: HttpRequest, token: str, **rest: Any) -> HttpResponseBase:  # noqa: ANN401
        with translation.override(_language(request)):
            request.LANGUAGE_CODE = translation.get_language()
            try:
                answer = view(request, opened_link(token), token=token, **rest)
            except NotFound:
                answer = nothing(request)
        for name, value in HEADERS.items():
            answer[name] = value
        return answer

    opened.permission = None  # type: ignore[attr-defined]
    return csrf_exempt(opened)


def holder_of(link: StatementLink) -> Actor:
    """Return the actor that somebody with a link is: its payee, and nobody else."""
    kept = survivors().get(link.payee_id, link.payee_id)
    return holder_of_link(link.pk, link.payee.name, with_merged(kept), MAY)


def nothing(request: HttpRequest) -> HttpResponse:
    """Return the answer to a link that opens nothing, whatever the reason."""
    return render(request, "portal/nothing.html", status=404)


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("lang", "")
    if asked in dict(settings.LANGUAGES):
        return asked
    business = Business.objects.filter(pk=1).first()
    return business.language if business else settings.LANGUAGE_CODE
