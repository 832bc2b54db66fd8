"""The page of the builder: the plans that are being filled in, and what was asked of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from setia.core.errors import Problem
from setia.office.programs.builder.acts import acted, place_after
from setia.office.programs.builder.filled import Filled, document_of
from setia.office.programs.builder.sheet import Desk, Sheet, sheets_of
from setia.programs.form.picks import Picks
from setia.programs.form.shapes import Language
from setia.programs.write_document import yaml_text

HOW_MANY = ("1", "2", "3", "4", "5")
"""So many plans may be filled in on one page."""
MOST_VALUES = 400
"""A plan with more values is written as a document; no form of it could be read."""


@dataclass(frozen=True)
class Bench:
    """Plans as they were filled in, with empty rows still in them; which act was asked for."""

    drafts: tuple[Mapping[str, Any], ...]
    act: str = ""
    focus: str = ""

    @property
    def saves(self) -> bool:
        """Say whether the plans are to be kept."""
        return self.act == "save"

    @property
    def texts(self) -> list[str]:
        """Return the plans as documents."""
        return [yaml_text(document_of(draft)) for draft in self.drafts]

    def number_of(self, code: object) -> int:
        """Return which of the plans has an id."""
        ids = [draft.get("id") for draft in self.drafts]
        return ids.index(code) if code in ids else 0


def bench_of(request: HttpRequest, first: Sequence[Mapping[str, Any]]) -> Bench:
    """Return the plans that a page begins with, or what was sent of them."""
    if request.method != "POST":
        return Bench(tuple(first))
    fields = {name: list(values) for name, values in request.POST.lists()}
    act = request.POST.get("act", "")
    after = acted(fields, act)
    form = Filled(after, Language())
    count = request.POST.get("plans", "1")
    plans = int(count) if count in HOW_MANY else 1
    drafts = tuple(form.plan(number) for number in range(plans))
    return Bench(drafts, act, place_after(act, after))


def draw_bench(bench: Bench, refused: Sequence[Problem] = ()) -> dict[str, Any]:
    """Return what the page of the builder is drawn from."""
    desk = Desk(Language(), Picks())
    sheets = sheets_of(bench.drafts, refused, bench.focus, desk)
    return {
        "sheets": sheets,
        "picks": _picked(sheets, desk.picks),
        "failed": bench.saves,
    }


def is_too_large(document: object) -> bool:
    """Say whether a document holds more than a form could show."""
    return _values(document) > MOST_VALUES


def _values(value: object) -> int:
    if isinstance(value, Mapping):
        return sum(map(_values, value.values()))
    return sum(map(_values, value)) if isinstance(value, list) else 1


def _picked(sheets: Sequence[Sheet], picks: Picks) -> dict[str, dict[str, str]]:
    """Return the lists that fields of the page pick from."""
    asked = {
        node.pick
        for sheet in sheets
        for node in sheet.nodes
        if node.pick and node.look in {"line", "many", "checks"}
    }
    return {pick: picks.names(pick) for pick in sorted(asked)}
