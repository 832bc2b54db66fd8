"""Lists in pages: each page names the address of the next, and none shifts another."""

from __future__ import annotations

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from setia.api.problem_details import Refusal

Row = TypeVar("Row", bound=Model)
MOST = 200


class PageQuery(Schema):
    """How much of a list, and from where on."""

    limit: int = Field(50, ge=1, le=MOST, description="At most this many entries.")
    after: str = Field(
        "", max_length=200, description="Where to go on; part of the link `next`."
    )


def page_of(
    request: HttpRequest, rows: QuerySet[Row], asked: PageQuery, *keys: str
) -> tuple[list[Row], str | None]:
    """Return one page in the order of the keys, the last of them unique, and the next link.

    A page begins after the keys of the row before it, so that rows which are added or go
    in the meantime repeat and hide nothing.
    """
    if asked.after:
        rows = rows.filter(_beyond(keys, read_cursor(asked.after, len(keys))))
    found = list(rows.order_by(*keys)[: asked.limit + 1])
    if len(found) <= asked.limit:
        return found, None
    last = found[asked.limit - 1]
    return found[:-1], next_link(request, [getattr(last, key) for key in keys])


def next_link(request: HttpRequest, values: list[Any]) -> str:
    """Return the address of the page after these keys, with the same filters."""
    query = request.GET.copy()
    query["after"] = urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")
    return f"{request.path}?{query.urlencode()}"


def read_cursor(text: str, count: int) -> list[int]:
    """Return the keys that a cursor holds.

    Raises:
        Refusal: We did not write it.
    """
    try:
        read = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error, RecursionError) as error:
        raise Refusal(422, "page.cursor", "after") from error
    whole = isinstance(read, list) and all(type(one) is int for one in read)
    if not whole or len(read) != count or any(abs(one) >= 2**63 for one in read):
        raise Refusal(422, "page.cursor", "after")
    return list(read)


def _beyond(keys: tuple[str, ...], values: list[int]) -> Q:
    beyond, equal = Q(), Q()
    for key, value in zip(keys, values, strict=True):
        beyond |= equal & Q(**{f"{key}__gt": value})
        equal &= Q(**{key: value})
    return beyond
