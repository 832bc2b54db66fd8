"""Who is at the page: the actor, their language, and what they ask for."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import translation

from setia.core.actor import Actor
from setia.core.models import User
from setia.people.actor_of import actor_of


class ActorMiddleware:
    """Set ``request.actor`` for whoever is signed in, and speak their language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request with its actor known."""
        user = request.user
        request.actor = actor_of(user) if isinstance(user, User) else None  # type: ignore[attr-defined]
        language = _language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            return self._get_response(request)


def _language(request: HttpRequest) -> str:
    """Prefer what the person chose for their log-in, then the cookie, then the browser."""
    if isinstance(request.user, User):
        return request.user.language
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    known = dict(settings.LANGUAGES)
    return chosen if chosen in known else translation.get_language() or "id"


class PlainQueryMiddleware:
    """Take out of a page's query the one letter that no database can look for.

    Forms refuse it by themselves, and the API tells its callers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request without NUL in its query."""
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query and not request.path.startswith("/api/"):
            request.GET = QueryDict(query.replace("%00", ""))
        return self._get_response(request)


def actor_at(request: HttpRequest) -> Actor:
    """Return the actor of a page that needs one; ``permitted`` saw to it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
