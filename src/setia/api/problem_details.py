"""Every refusal in one form: problem details (RFC 9457), in the caller's language."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from setia.api.sentences import TITLES, sentence
from setia.core.errors import Problem

MEDIA_TYPE = "application/problem+json"


class Refusal(Exception):
    """A request that the API itself refuses, with a status of HTTP."""

    def __init__(self, status: int, code: str, at: str = "", **params: Any) -> None:  # noqa: ANN401
        super().__init__(status, code)
        self.status = status
        self.problem = Problem(code, at, params)


def problem_response(
    request: HttpRequest,
    status: int,
    problems: Sequence[Problem],
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Return the answer that tells what is wrong; its type is the first problem's code."""
    told = [
        {
            "code": one.code,
            "at": one.at,
            "message": sentence(one.code, one.params, one.at),
            "params": dict(one.params),
        }
        for one in problems
    ]
    body = {
        "type": f"urn:setia:problem:{problems[0].code}",
        "title": str(TITLES.get(status, _("This cannot be done."))),
        "status": status,
        "detail": told[0]["message"],
        "instance": request.path,
        "problems": told,
    }
    text = json.dumps(body, cls=DjangoJSONEncoder, ensure_ascii=False)
    return HttpResponse(text, status=status, content_type=MEDIA_TYPE, headers=headers)
