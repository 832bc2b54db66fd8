"""JSON, with the numbers that were written: decimals stay exact, a key stands once."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import NoReturn

from setia_engine.plan.reading.found import path_of, shown
from setia_engine.plan.reading.limits import (
    LONGEST_NUMBER,
    MOST_NODES,
    MOST_PROBLEMS,
    Unreadable,
    too_deep,
    too_many_nodes,
    too_many_problems,
)
from setia_engine.values.problem import Problem

STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


class _Pairs(list[tuple[str, object]]):
    """A JSON object as written, before it is known that each key stands once."""


def from_json(text: str) -> tuple[object, list[Problem]]:
    """Return the value of a JSON text, and what is wrong with its writing.

    Raises:
        Unreadable: It is no JSON, or holds numbers or depths that no plan has.
    """
    problems: list[Problem] = []
    if text.count(",") > MOST_NODES and STRING.sub("", text).count(",") > MOST_NODES:
        raise too_many_nodes()
    try:
        written = json.loads(
            text,
            object_pairs_hook=_Pairs,
            parse_int=_whole,
            parse_float=_decimal,
            parse_constant=_no_number,
        )
        return _plain(written, (), problems), problems
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise Unreadable(Problem("syntax", "", f"{place}: {error.msg}", "JSON")) from None
    except RecursionError:
        raise too_deep() from None


def _plain(value: object, steps: tuple[str | int, ...], problems: list[Problem]) -> object:
    if isinstance(value, _Pairs):
        return _mapping(value, steps, problems)
    if isinstance(value, list):
        items = enumerate(value)
        return [_plain(item, (*steps, number), problems) for number, item in items]
    return value


def _mapping(
    pairs: _Pairs, steps: tuple[str | int, ...], problems: list[Problem]
) -> dict[str, object]:
    mapping: dict[str, object] = {}
    for key, value in pairs:
        here = (*steps, key)
        if key in mapping:
            path = path_of(here)
            problems.append(Problem("key-repeated", path, shown(key), "each key once"))
            if len(problems) >= MOST_PROBLEMS:
                raise Unreadable(too_many_problems(), problems)
        else:
            mapping[key] = _plain(value, here, problems)
    return mapping


def _whole(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        _no_number(text)
    return int(text)


def _decimal(text: str) -> Decimal:
    if len(text) > LONGEST_NUMBER:
        _no_number(text)
    number = Decimal(text)
    if abs(number.adjusted()) > LONGEST_NUMBER:
        _no_number(text)
    return number


def _no_number(text: str) -> NoReturn:
    allowed = f"a number of at most {LONGEST_NUMBER} digits"
    raise Unreadable(Problem("digits", "", shown(text), allowed))
