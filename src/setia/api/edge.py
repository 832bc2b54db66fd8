"""What surrounds every operation: language, bounds, and an answer whatever happens."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt

from setia.api.answers import MOST_BYTES, answer
from setia.api.problem_details import Refusal, problem_response
from setia.core.errors import Problem

View = Callable[..., HttpResponseBase]


def edge(view: View) -> View:
    """Wrap a view so that it speaks the caller's language and always answers.

    Cross-site forgery needs a browser that adds a secret by itself; a token is added by
    the caller's own program, so the views are exempt from that check.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401
        language = language_of(request)
        with translation.override(language):
            try:
                _must_be_bounded(request)
                response = view(request, *args, **kwargs)
            except Exception as error:  # noqa: BLE001 - the last resort, told and logged
                response = answer(request, error)
            if response.status_code == 405 and not response.streaming:
                response = _other_method(request, response)
        response["Content-Language"] = language
        response["Cache-Control"] = "no-store"
        patch_vary_headers(response, ["Accept-Language", "Authorization"])
        return response

    return csrf_exempt(wrapped)


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Answer for every address below ours that is none."""
    raise Http404(request.path)


def language_of(request: HttpRequest) -> str:
    """Return the language that the caller prefers among ours."""
    ours = dict(settings.LANGUAGES)
    for asked, _weight in parse_accept_lang_header(
        request.headers.get("Accept-Language", "")
    ):
        if (short := asked.split("-")[0]) in ours:
            return short
    return settings.LANGUAGE_CODE


def _must_be_bounded(request: HttpRequest) -> None:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length[:20]) > MOST_BYTES:
        raise Refusal(413, "body.too_large", most=MOST_BYTES)
    texts = [request.path_info, *request.GET, *(v for _, v in request.GET.items())]
    if any("\0" in text for text in texts):
        raise Refusal(400, "text.nul")


def _other_method(request: HttpRequest, response: HttpResponseBase) -> HttpResponse:
    allowed = ", ".join(sorted(response.get("Allow", "").split(", ")))
    unknown = Problem("method.unknown", "", {"allowed": allowed})
    return problem_response(request, 405, [unknown], {"Allow": allowed})
