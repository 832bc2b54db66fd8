"""Which answer each error becomes; nobody else turns errors into answers."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from ninja.errors import AuthenticationError, HttpError, ValidationError

from setia.api.problem_details import Refusal, problem_response
from setia.core.errors import Conflict, NotFound, NotPermitted, Problem, Refused

STALE = ".changed_meanwhile"
"""Conflicts over a version that the caller named: the precondition failed."""
MOST_BYTES = 5 * 1024 * 1024
TOO_LARGE = Problem("body.too_large", "", {"most": MOST_BYTES})
CUT_OFF = Problem("body.not_json", "", {"why": "cut off"})
log = logging.getLogger(__name__)


def answer(request: HttpRequest, error: Exception) -> HttpResponse:
    """Return the problem details of an error; an unexpected one is logged and told as 500."""
    if isinstance(error, HttpError) and isinstance(error.__cause__, Exception):
        # The framework packs what our parser raised into an error of its own.
        return answer(request, error.__cause__)
    for kind, answered in ANSWERS.items():
        if isinstance(error, kind):
            return answered(request, error)
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    return problem_response(request, 500, [Problem("internal")])


def _refusal(request: HttpRequest, error: Refusal) -> HttpResponse:
    return problem_response(request, error.status, [error.problem])


def _not_permitted(request: HttpRequest, error: NotPermitted) -> HttpResponse:
    lacking = Problem("token.lacks_scope", "", {"scope": error.permission})
    return problem_response(request, 403, [lacking])


def _not_found(request: HttpRequest, error: NotFound) -> HttpResponse:
    missing = Problem(f"{error.kind}.unknown", "", {"asked": error.asked})
    return problem_response(request, 404, [missing])


def _no_address(request: HttpRequest, _error: Exception) -> HttpResponse:
    return problem_response(request, 404, [Problem("address.unknown")])


def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
    return problem_response(request, 422, error.problems)


def _schema_broken(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem_response(request, 422, [_invalid(one) for one in error.errors])


def _too_large(request: HttpRequest, _error: Exception) -> HttpResponse:
    return problem_response(request, 413, [TOO_LARGE])


def _cut_off(request: HttpRequest, _error: Exception) -> HttpResponse:
    return problem_response(request, 400, [CUT_OFF])


def _unauthorised(request: HttpRequest, _error: Exception) -> HttpResponse:
    sent = "Authorization" in request.headers
    challenge = 'Bearer realm="setia"' + (', error="invalid_token"' if sent else "")
    headers = {"WWW-Authenticate": challenge}
    return problem_response(request, 401, [Problem("token.missing")], headers)


def _conflict(request: HttpRequest, error: Conflict) -> HttpResponse:
    status = 412 if error.code.endswith(STALE) else 409
    if error.code == "arrival.key_reused":
        status = 422
    return problem_response(request, status, [Problem(error.code, "", error.params)])


def _invalid(error: Mapping[str, Any]) -> Problem:
    """Bring one finding of the schema to our form, without what the caller sent."""
    params = {
        name: value if isinstance(value, int) else str(value)
        for name, value in error.get("ctx", {}).items()
    }
    return Problem(f"input.{error['type']}", place(error["loc"]), params)


def place(loc: Sequence[str | int]) -> str:
    """Return where a finding is, as a caller reads it: ``lines[0].amount``."""
    inside = loc[2:] if loc[0] == "body" else loc[1:]
    text = "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in inside)
    return text.removeprefix(".")


ANSWERS: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    Refusal: _refusal,
    AuthenticationError: _unauthorised,
    NotPermitted: _not_permitted,
    NotFound: _not_found,
    Http404: _no_address,
    Refused: _refused,
    Conflict: _conflict,
    ValidationError: _schema_broken,
    RequestDataTooBig: _too_large,
    UnreadablePostError: _cut_off,
}
