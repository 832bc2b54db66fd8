"""The door of every page: which permission of the table it asks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from setia.core.errors import NotFound, NotPermitted
from setia.core.permissions import PERMITTED

View = Callable[..., HttpResponseBase]


def permitted(permission: str) -> Callable[[View], View]:
    """Let in who holds the permission; send others to log in, or tell them no.

    A verb further down may ask for more; its refusal becomes the same answer. What the
    actor may not see does not exist for them.

    Raises:
        KeyError: There is no such permission; found when the page is declared.
    """
    PERMITTED[permission]

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401
            actor = getattr(request, "actor", None)
            if actor is None:
                return redirect_to_login(request.get_full_path())
            if not actor.may(permission):
                raise PermissionDenied(permission)
            try:
                return view(request, *args, **kwargs)
            except NotPermitted as refused:
                raise PermissionDenied(refused.permission) from refused
            except NotFound as missing:
                raise Http404(missing.kind) from missing

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return guard


def open_to_all(view: View) -> View:
    """Mark a page that needs no log-in; the walk over all addresses knows it by this."""
    view.permission = None  # type: ignore[attr-defined]
    return view
