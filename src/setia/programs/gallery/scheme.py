"""A scheme: a plan, or the few that belong together, to begin with; and what it comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from setia.programs.gallery.days import Days, with_days
from setia.programs.models import Program
from setia.programs.write_document import data_of

FOLDER = files("setia.programs.gallery") / "schemes"


@dataclass(frozen=True)
class Scheme:
    """One card of the gallery, as its file says it.

    ``plans`` and ``sample`` are as written: days are still words such as ``$month``.
    """

    name: str
    title: Mapping[str, str]
    purpose: Mapping[str, str]
    picture: str
    plans: tuple[Mapping[str, Any], ...]
    sample: Mapping[str, Any]

    def documents(self, today: date) -> list[dict[str, Any]]:
        """Return the plans as they would begin after a day."""
        return [with_days(plan, Days.after(today)) for plan in self.plans]


@cache
def schemes() -> dict[str, Scheme]:
    """Return all schemes by name, in the order of their files."""
    found = sorted(one.name for one in FOLDER.iterdir() if one.name.endswith(".yaml"))
    return {scheme.name: scheme for scheme in map(_read, found)}


def free_code(wanted: str) -> str:
    """Return an id that no program has yet: the one wanted, else with a number behind it."""
    begun = Program.objects.filter(code__startswith=wanted)
    taken, number = set(begun.values_list("code", flat=True)), 1
    code = wanted
    while code in taken:
        number += 1
        code = f"{wanted}-{number}"
    return code


def _read(file: str) -> Scheme:
    data: Any = data_of((FOLDER / file).read_text(encoding="utf-8"))
    return Scheme(
        name=file.removesuffix(".yaml").partition("-")[2],
        title=data["title"],
        purpose=data["purpose"],
        picture=data["picture"],
        plans=tuple(data["plans"]),
        sample=data["sample"],
    )
