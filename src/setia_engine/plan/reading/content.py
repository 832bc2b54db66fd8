"""What no plan may hold anywhere, whatever its keys: empty values, odd characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal

from setia_engine.plan.reading.found import path_of, shown
from setia_engine.plan.reading.limits import (
    DEEPEST,
    LONGEST_NUMBER,
    MOST_NODES,
    MOST_PROBLEMS,
    Unreadable,
    too_deep,
    too_many_nodes,
)
from setia_engine.values.problem import Problem

Steps = tuple[str | int, ...]
ODD = {"Cc", "Cs"}
HARMLESS = {"\t", "\n", "\r"}
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of writing: a promise must read as it was written."""


def content_problems(document: object, at: Steps = ()) -> list[Problem]:
    """Tell what is wrong anywhere in a document, in the order in which it is written.

    Raises:
        Unreadable: The document, or a number in it, is larger than any plan has.
    """
    problems: list[Problem] = []
    nodes = 0
    ahead: list[tuple[object, Steps]] = [(document, at)]
    while ahead and len(problems) < MOST_PROBLEMS:
        value, steps = ahead.pop()
        nodes += 1
        if nodes > MOST_NODES:
            raise too_many_nodes()
        if len(steps) > DEEPEST:
            raise too_deep()
        if _endless(value):
            raise Unreadable(_problem("digits", steps, value, "a number of a plan's size"))
        problems.extend(_problems_here(value, steps))
        ahead.extend(reversed(list(_below(value, steps))))
    return problems


def _endless(value: object) -> bool:
    """Say whether writing a number out would fill pages."""
    if isinstance(value, Decimal) and value.is_finite():
        return abs(value.adjusted()) > LONGEST_NUMBER
    return isinstance(value, int) and abs(value) >= 10**LONGEST_NUMBER


def _below(value: object, steps: Steps) -> Iterator[tuple[object, Steps]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield item, (*steps, key if isinstance(key, str) else shown(key))
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield item, (*steps, number)


def _problems_here(value: object, steps: Steps) -> Iterator[Problem]:
    if value is None:
        yield _problem("empty", steps, value, "a value, or the key left out")
    elif isinstance(value, str) and _odd(value):
        yield _problem("character", steps, value, "text without control characters")
    elif isinstance(value, Mapping):
        for key in value:
            if not isinstance(key, str):
                yield _problem("key", steps, key, "a key that is text")
            elif _odd(key):
                yield _problem("character", steps, key, "text without control characters")
    elif isinstance(value, float) or (isinstance(value, Decimal) and not value.is_finite()):
        yield _problem("digits", steps, value, "a whole number, or an exact decimal")


def _problem(code: str, steps: Steps, value: object, allowed: str) -> Problem:
    return Problem(code, path_of(steps), shown(value), allowed)


def _odd(text: str) -> bool:
    return not text.isprintable() and any(
        letter in TURNING
        or (unicodedata.category(letter) in ODD and letter not in HARMLESS)
        for letter in text
    )
