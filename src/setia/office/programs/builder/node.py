"""What the builder's templates draw: one field, one list, one part, with what is said of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

ROW = re.compile(r"\[(\d+)\]")
STEP = re.compile(r"(?:\.[^.\[]+|\[\d+\])$")


@dataclass(frozen=True)
class Option:
    """One thing that may be chosen."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True)
class Note:
    """What is wrong in a place, or what the linter says of it."""

    text: str
    grave: bool = True
    example: str = ""


@dataclass(frozen=True)
class Node:
    """A place of the form: how it looks, its name and path, its words, what stands below.

    ``look`` names its template. ``pick`` is the list of names that may be picked from;
    ``act`` what its button does, ``remove`` what takes it away.
    """

    look: str
    name: str
    path: str
    label: str = ""
    hint: str = ""
    unit: str = ""
    input: str = "text"
    value: str = ""
    values: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    nodes: tuple[Node, ...] = ()
    folded: tuple[Node, ...] = ()
    pick: str = ""
    needed: bool = False
    act: str = ""
    remove: str = ""
    mark: str = ""
    rest: str = ""
    focused: bool = False
    notes: tuple[Note, ...] = field(default=())

    @property
    def id(self) -> str:
        """Return the id of its control, free of what selectors mind."""
        return "f-" + re.sub(r"[^0-9A-Za-z]+", "-", self.name).strip("-")

    @property
    def below(self) -> tuple[Node, ...]:
        """Return everything that stands directly below, folded away or not."""
        return self.nodes + self.folded

    @property
    def named(self) -> str:
        """Return what it is called where rows do not stand around it: From (2)."""
        row = ROW.findall(self.path)
        number = f" ({int(row[-1]) + 1})" if row else ""
        return f"{self.label or self.path}{number}"

    @property
    def template(self) -> str:
        """Return the template that draws it."""
        return f"office/programs/builder/{self.look}.html"

    @property
    def folds_open(self) -> bool:
        """Say whether something is told of a field that is folded away."""
        return any(one.notes or one.focused for node in self.folded for one in node.all())

    def all(self) -> list[Node]:
        """Return this place and every one below it, in the order of the page."""
        return [self, *(one for node in self.below for one in node.all())]


def outer(path: str) -> str:
    """Return the place that a place lies in."""
    return STEP.sub("", path) if STEP.search(path) else ""
