"""Reading plan documents: plans come out, or everything that is wrong, all at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from setia_engine.errors import PlanRejected
from setia_engine.plan.check import check_plan, check_run
from setia_engine.plan.document import Plan
from setia_engine.plan.reading.content import content_problems
from setia_engine.plan.reading.files import document_of, text_of
from setia_engine.plan.reading.found import path_of, shown
from setia_engine.plan.reading.limits import MOST_PROBLEMS, Unreadable, too_many_problems
from setia_engine.plan.reading.structure import structure_of
from setia_engine.values.problem import Problem

FIRST_KEY = re.compile(r"[.\[]")
ITEM = re.compile(r"\[[0-9]+\]")
CAUSES = {"empty", "tag", "alias", "merge", "key", "key-repeated", "character", "digits"}
"""What makes a place unreadable, so that anything else said of it would only confuse."""


@dataclass(frozen=True)
class _Found:
    """One document of a file: a plan, or its problems; where it stands in the file."""

    file: str
    at: str
    plan: Plan | None
    problems: tuple[Problem, ...] = ()


def read_plans(paths: Sequence[Path]) -> list[Plan]:
    """Return the plans of files, in the order given.

    Raises:
        PlanRejected: With every problem of every file.
    """
    return _accepted([found for path in paths for found in _read_file(path)])


def read_run(paths: Sequence[Path]) -> list[Plan]:
    """Return plans that can be evaluated together.

    Raises:
        PlanRejected: With every problem of every file, and those between the plans.
    """
    found = [found for path in paths for found in _read_file(path)]
    holders = {one.plan.id: one for one in found if one.plan is not None}
    between = check_run([one.plan for one in found if one.plan is not None])
    return _accepted(found, [_told_of_its_file(problem, holders) for problem in between])


def read_plan_text(text: str, name: str) -> list[Plan]:
    """Return the plans of a text; JSON where the name ends in ``.json``, else YAML.

    Raises:
        PlanRejected: With every problem of the text.
    """
    return _accepted(list(_read_text(text, name)))


def plan_from(document: object, file: str = "", at: str = "") -> Plan | tuple[Problem, ...]:
    """Return the plan that a document says, or everything that is wrong with it.

    Numbers are whole or decimal, as the reader makes them, never floats. ``at`` is the
    place of the document in its file, such as ``[3]``.
    """
    try:
        content = content_problems(document)
    except Unreadable as stop:
        return (_placed(stop.problem, file, at, ""),)
    return _plan_or_problems(document, content, file, at)


def _plan_or_problems(
    document: object, before: Iterable[Problem], file: str, at: str
) -> Plan | tuple[Problem, ...]:
    if not isinstance(document, Mapping):
        wrong = Problem("mapping", "", shown(document), "a plan, or a list of plans")
        causes = _once_a_place([*(one for one in before if one.code != "empty"), wrong])
        return tuple(_placed(problem, file, at, "") for problem in causes)
    structure = structure_of(document)
    problems = [*before, *structure.problems, *check_plan(document)]
    if structure.plan is not None and not problems:
        return structure.plan
    name = document.get("id")
    name = name.strip() if isinstance(name, str) and name.isprintable() else ""
    written = _in_the_order_written(problems or structure.together, document)
    told = list(_once_a_place(written))
    if len(told) > MOST_PROBLEMS:
        told = [*told[:MOST_PROBLEMS], too_many_problems()]
    return tuple(_placed(problem, file, at, name) for problem in told)


def _read_file(path: Path) -> Iterator[_Found]:
    try:
        text = text_of(path)
    except Unreadable as stop:
        yield _Found(str(path), "", None, (stop.problem.within(str(path)),))
    else:
        yield from _read_text(text, str(path))


def _read_text(text: str, name: str) -> Iterator[_Found]:
    try:
        document, writing = document_of(text, name)
        whole = [*writing, *content_problems(document)]
    except Unreadable as stop:
        problems = (problem.within(name) for problem in (*stop.before, stop.problem))
        yield _Found(name, "", None, tuple(problems))
        return
    if isinstance(document, list) and document:
        yield from _read_list(document, whole, name)
    else:
        yield _found(document, whole, name, "")


def _read_list(
    documents: list[object], whole: Sequence[Problem], file: str
) -> Iterator[_Found]:
    by_item: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in whole:
        at, inside = _split(problem)
        by_item[at].append(inside)
    if of_the_list := by_item[""]:
        yield _Found(file, "", None, tuple(problem.within(file) for problem in of_the_list))
    told = 0
    for number, document in enumerate(documents):
        found = _found(document, by_item[f"[{number}]"], file, f"[{number}]")
        told += len(found.problems)
        yield found
        if told >= MOST_PROBLEMS:
            yield _Found(file, "", None, (too_many_problems().within(file),))
            return


def _found(document: object, before: Sequence[Problem], file: str, at: str) -> _Found:
    result = _plan_or_problems(document, before, file, at)
    if isinstance(result, Plan):
        return _Found(file, at, result)
    return _Found(file, at, None, result)


def _split(problem: Problem) -> tuple[str, Problem]:
    """Tell a problem of a list by its item, and by its path inside of that."""
    at = ITEM.match(problem.path)
    if at is None:
        return "", problem
    inside = problem.path[at.end() :].removeprefix(".")
    return at[0], replace(problem, path=inside)


def _placed(problem: Problem, file: str, at: str, plan: str) -> Problem:
    path = problem.path
    joined = f"{at}.{path}" if at and path and not path.startswith("[") else f"{at}{path}"
    return replace(problem, path=joined, file=file, plan=plan)


def _in_the_order_written(
    problems: Sequence[Problem], document: Mapping[str, object]
) -> list[Problem]:
    """Sort problems by the key of the plan that they lie under; missing keys come last."""
    order = {path_of([key]): number for number, key in enumerate(map(str, document))}
    return sorted(
        problems, key=lambda problem: order.get(_first_key(problem.path), len(order))
    )


def _first_key(path: str) -> str:
    return FIRST_KEY.split(path, maxsplit=1)[0]


def _once_a_place(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Leave out what only follows from an earlier problem in the same place."""
    told: dict[str, set[str]] = {}
    for problem in problems:
        codes = told.setdefault(problem.path, set())
        follows = codes & CAUSES and problem.code != "unknown-key"
        if not codes or (not follows and problem.code not in codes):
            yield problem
        codes.add(problem.code)


def _told_of_its_file(problem: Problem, holders: Mapping[str, _Found]) -> Problem:
    holder = holders[problem.plan]
    return _placed(problem, holder.file, holder.at, problem.plan)


def _accepted(found: Sequence[_Found], between: Sequence[Problem] = ()) -> list[Plan]:
    problems = [problem for one in found for problem in one.problems] + list(between)
    if problems:
        raise PlanRejected(problems)
    return [one.plan for one in found if one.plan is not None]
