"""How large a document may be, and the way to say that it cannot be read any further."""

from __future__ import annotations

from collections.abc import Sequence

from setia_engine.values.problem import Problem

MOST_BYTES = 8 * 1024 * 1024
MOST_NODES = 200_000
DEEPEST = 40
LONGEST_NUMBER = 40
MOST_PROBLEMS = 1_000
"""Told of one file; whoever has more of them mends these first."""


class Unreadable(Exception):
    """A document that reading stops at; what was found wrong before it is told as well."""

    def __init__(self, problem: Problem, before: Sequence[Problem] = ()) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.before = tuple(before)


def too_many_nodes() -> Unreadable:
    """Say that a document holds more than the largest set of plans would."""
    return Unreadable(
        Problem(
            code="nodes",
            path="",
            found=f"more than {MOST_NODES} keys and values, counting each alias in full",
            allowed=f"at most {MOST_NODES} a document; split the plans over several files",
        )
    )


def too_deep() -> Unreadable:
    """Say that a document is nested deeper than any plan is."""
    return Unreadable(
        Problem(
            code="depth",
            path="",
            found=f"lists and mappings more than {DEEPEST} deep",
            allowed=f"at most {DEEPEST} levels",
        )
    )


def too_many_problems() -> Problem:
    """Say that more is wrong than is told."""
    return Problem(
        code="more",
        path="",
        found=f"more than {MOST_PROBLEMS} problems",
        allowed="the ones above are mended first",
    )
