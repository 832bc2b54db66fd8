"""Draft promises that belong together, all of them or none."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from setia.core.actor import Actor
from setia.core.errors import Problem, Refused
from setia.programs.add_program import add_program
from setia.programs.models import Program


def add_programs(documents: Sequence[str], by: Actor) -> list[Program]:
    """Keep the parts of one campaign as first drafts in one act.

    Raises:
        NotPermitted: The actor may not write programs.
        Refused: There is no document, or one breaks the language or cannot run with the
            others; its problems say in ``plan`` which one, counted from 0.
        Conflict: There is a program with one of the ids.
    """
    by.must("program.write")
    if not documents:
        raise Refused([Problem("program.one_plan", "document", {"found": 0})])
    with transaction.atomic():
        return [_added(number, text, by) for number, text in enumerate(documents)]


def _added(number: int, text: str, by: Actor) -> Program:
    try:
        return add_program(text, by)
    except Refused as refused:
        told = [
            Problem(one.code, one.at, {**one.params, "plan": number})
            for one in refused.problems
        ]
        raise Refused(told) from refused
