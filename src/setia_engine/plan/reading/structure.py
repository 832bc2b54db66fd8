"""Structure: each key known, each value of its kind, told in the words of the language.

What only several keys together can break is told by ``plan.check``; here it is kept back
unless nothing else was found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from setia_engine.plan.base import TOGETHER
from setia_engine.plan.document import Plan
from setia_engine.plan.reading.found import (
    NOTHING,
    as_written,
    found_at,
    path_of,
    shown,
    value_at,
)
from setia_engine.plan.reading.limits import MOST_PROBLEMS
from setia_engine.plan.reading.places import Spot, known_keys, one_of, spot
from setia_engine.plan.reward import KINDS
from setia_engine.values.problem import Problem

LONGEST_KEY = 20
CODES = {
    "literal_error": "choice",
    "model_type": "mapping",
    "dict_type": "mapping",
    "tuple_type": "list",
    "bool_type": "boolean",
}
TOLD_ELSEWHERE = {"invalid_key", "string_unicode"}
"""Keys that are no text, and text with odd characters: `content` tells of them."""


@dataclass(frozen=True)
class Structure:
    """A plan where the document is one, else what its structure breaks."""

    plan: Plan | None
    problems: tuple[Problem, ...] = ()
    together: tuple[Problem, ...] = ()


def structure_of(document: Mapping[str, object]) -> Structure:
    """Hold a document against the models."""
    try:
        return Structure(Plan.model_validate(document))
    except ValidationError as error:
        details = error.errors(include_url=False)
    told = [*_problems(document, details), *_inside_reward(document)]
    return Structure(
        None,
        tuple(problem for problem in told if problem.code != TOGETHER),
        tuple(problem for problem in told if problem.code == TOGETHER),
    )


def unknown_key(
    steps: tuple[str | int, ...], siblings: tuple[str, ...], value: object
) -> Problem:
    """Say that a key is unknown in its place, which are known, and the nearest of them."""
    key = str(steps[-1])
    near = get_close_matches(key.lower()[:LONGEST_KEY], siblings, n=1)
    hint = f"; did you mean `{near[0]}`?" if near else ""
    return Problem(
        "unknown-key", path_of(steps), shown({key: value}), f"{one_of(siblings)}{hint}"
    )


def _problems(document: object, details: list[ErrorDetails]) -> Iterator[Problem]:
    for detail in details[: MOST_PROBLEMS + 1]:
        place = spot(detail["loc"])
        steps = as_written(document, place.steps)
        value = value_at(document, steps)
        if detail["type"] in TOLD_ELSEWHERE:
            continue
        if detail["type"] == "too_short" and value:
            continue  # items that failed were left out of the count; each is told itself
        if detail["type"] == "extra_forbidden":
            yield unknown_key(steps, place.siblings, value)
        elif place.names_entry:
            said = _allowed(place, detail)
            yield Problem(detail["type"], path_of(steps[:-1]), shown(steps[-1]), said)
        else:
            yield _problem(document, steps, place, detail)


def _problem(
    document: object, steps: tuple[str | int, ...], place: Spot, detail: ErrorDetails
) -> Problem:
    kind, path, found = detail["type"], path_of(steps), found_at(document, steps)
    if kind == "too_short":
        return Problem("empty-list", path, found, "at least one")
    if kind == "missing":
        return Problem("missing", path, NOTHING, place.allowed)
    return Problem(CODES.get(kind, kind), path, found, _allowed(place, detail))


def _allowed(place: Spot, detail: ErrorDetails) -> str:
    return str(detail.get("ctx", {}).get("allowed", place.allowed))


def _inside_reward(document: Mapping[str, object]) -> Iterator[Problem]:
    """Look into a reward that names no kind or several, which validation stops at."""
    reward = document.get("reward")
    if not isinstance(reward, Mapping):
        return
    named = [kind for kind in KINDS if kind in reward]
    if len(named) == 1:
        return
    known = dict.fromkeys(key for kind in named or KINDS for key in known_keys(KINDS[kind]))
    for key, value in reward.items():
        if key not in known:
            yield unknown_key(("reward", str(key)), tuple(known), value)
    for kind in named:
        yield from _inside_kind(document, kind, reward[kind])


def _inside_kind(
    document: Mapping[str, object], kind: str, value: object
) -> Iterator[Problem]:
    try:
        KINDS[kind].model_validate({kind: value})
    except ValidationError as error:
        tag = KINDS[kind].__name__
        inside = [
            ErrorDetails(**{**detail, "loc": ("reward", tag, *detail["loc"])})
            for detail in error.errors(include_url=False)
            if detail["loc"][:1] == (kind,)
        ]
        yield from _problems(document, inside)
