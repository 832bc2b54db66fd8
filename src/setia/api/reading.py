"""Read bodies: strict JSON, numbers exactly as they were written."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from setia.api.problem_details import Refusal


class StrictParser(Parser):
    """JSON in UTF-8 of bounded size and depth, without NaN, NUL or halves of characters."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Return what the body says.

        Raises:
            Refusal: It is no JSON, too large, too deep, or says to be something else.
        """
        if request.content_type != "application/json":
            raise Refusal(415, "body.type")
        try:
            read: dict[str, Any] = json.loads(
                request.body.decode("utf-8"), parse_float=Decimal, parse_constant=_constant
            )
            nul = _holds_nul(read)
        except RecursionError as error:
            raise Refusal(400, "body.too_deep") from error
        except ValueError as error:
            raise Refusal(400, "body.not_json", why=_why(error)) from error
        if nul:
            raise Refusal(400, "text.nul")
        return read


def _constant(name: str) -> NoReturn:
    raise ValueError(name)


def _why(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} ({error.lineno}:{error.colno})"
    return type(error).__name__


def _holds_nul(read: object) -> bool:
    """Tell whether any text holds NUL; a lone half of a character is no text at all.

    Raises:
        ValueError: A text cannot be written as UTF-8.
    """
    waiting = [read]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            if "\0" in one:
                return True
            one.encode("utf-8")
        elif isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            waiting += one
    return False
