"""What can go wrong in an act: one root, few children; sentences are the faces'.

SetiaError
├── NotPermitted    the actor may not do this
├── NotFound        there is no such thing, or the actor may not see it
├── Refused         what was asked cannot be done; carries problems, each with code and path
└── Conflict        somebody else was faster; nothing was changed
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: a code, where, and the parameters of its sentence."""

    code: str
    at: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)


class SetiaError(Exception):
    """Anything that an act refuses."""


class NotPermitted(SetiaError):
    """The actor lacks a permission."""

    def __init__(self, permission: str) -> None:
        super().__init__(permission)
        self.permission = permission


class NotFound(SetiaError):
    """There is no such thing, as far as the actor may see."""

    def __init__(self, kind: str, asked: str) -> None:
        super().__init__(kind, asked)
        self.kind = kind
        self.asked = asked


class Refused(SetiaError):
    """The act cannot be done as asked; nothing was changed."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(*problems)
        self.problems = tuple(problems)


class Conflict(SetiaError):
    """Somebody else changed it first; nothing was changed."""

    def __init__(self, code: str, /, **params: Any) -> None:  # noqa: ANN401 - of a sentence
        super().__init__(code, params)
        self.code = code
        self.params = params
