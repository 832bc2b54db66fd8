"""Changes by those who know what they change: ETag and If-Match."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse

from setia.api.problem_details import Refusal

ETAG = re.compile(r'"([0-9]{1,9})"')
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "The ETag of the version that you know.",
    "schema": {"type": "string", "pattern": '^"[0-9]{1,9}"$', "examples": ['"3"']},
}


def known_version(request: HttpRequest) -> int:
    """Return the version that the caller knows.

    Raises:
        Refusal: The header is missing, or is none of ours.
    """
    sent = request.headers.get("If-Match")
    if sent is None:
        raise Refusal(428, "version.missing", "If-Match")
    if not (read := ETAG.fullmatch(sent.strip())):
        raise Refusal(400, "version.unreadable", "If-Match")
    return int(read[1])


def tell_version(response: HttpResponse, version: int) -> None:
    """Send the version along, for a later If-Match."""
    response["ETag"] = f'"{version}"'
