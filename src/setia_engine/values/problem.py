"""One thing wrong with a document: where it is, what was found, what is allowed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Problem:
    """One finding in a plan document.

    ``code`` is stable and names the rule, ``path`` leads to the place inside the document
    (``reward.tiers[2].from``), ``file`` names the document, ``plan`` its id where known.
    """

    code: str
    path: str
    found: str
    allowed: str
    file: str = ""
    plan: str = ""

    def within(self, file: str, plan: str = "") -> Problem:
        """Return the same problem, told of a file and a plan."""
        return replace(self, file=file, plan=plan or self.plan)


def join_path(steps: Iterable[str | int]) -> str:
    """Write steps into a document as people read them: ``reward.tiers[2].from``."""
    text = ""
    for step in steps:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text
