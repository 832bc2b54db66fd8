"""What lint has to say: a code, a place, values, and a worked example. No sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from setia_engine.plan.words.phrase import Phrase, Value

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Finding:
    """One thing about a plan that its author would want to know before it runs.

    ``says`` and ``example`` name a sentence by key with the values that it needs; each
    language has both. ``path`` leads into the document of ``plan``.
    """

    code: str
    severity: Severity
    plan: str
    path: str
    says: Phrase
    example: Phrase

    @property
    def parameters(self) -> Mapping[str, Value]:
        """The values that the finding names."""
        return self.says.parts
