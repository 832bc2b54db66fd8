"""Problems with plan documents, written for the person who has to mend them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from itertools import groupby
from textwrap import fill

from setia_engine.values.problem import Problem

WIDTH = 78
WHOLE = "the whole document"


def print_problems(problems: Sequence[object]) -> None:
    """Print all problems to stderr: by file, each with its path, found and allowed."""
    told = [problem for problem in problems if isinstance(problem, Problem)]
    count = "1 problem" if len(told) == 1 else f"{len(told)} problems"
    lines = [f"setia: {count} in the plans; nothing was done."]
    for file, of_file in groupby(told, key=lambda problem: problem.file):
        lines += ["", file or "(no file)"]
        for problem in of_file:
            lines += _told(problem)
    sys.stderr.write("\n".join(lines) + "\n")


def _told(problem: Problem) -> Iterable[str]:
    of_plan = f"  (plan {problem.plan})" if problem.plan else ""
    yield f"  {problem.path or WHOLE}{of_plan}"
    yield _line("found:   ", problem.found)
    yield _line("allowed: ", problem.allowed)


def _line(name: str, text: str) -> str:
    indent = " " * 6
    return fill(
        f"{name}{text}",
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + " " * len(name),
        break_long_words=False,
        break_on_hyphens=False,
    )
