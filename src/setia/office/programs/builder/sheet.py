"""One plan on the page of the builder: its sections, and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from setia.core.errors import Problem
from setia.office.language import language
from setia.office.programs.builder.drawn import Pen, Spot
from setia.office.programs.builder.filled import document_of
from setia.office.programs.builder.node import Node, Note
from setia.office.programs.builder.notes import notes_of, placed, told_of, unknown_names
from setia.programs.form.picks import Picks
from setia.programs.form.shapes import Language
from setia.programs.promises import promises
from setia.programs.proofread import Proof, proofread
from setia.programs.write_document import json_text

SECTIONS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (_("What and when"), ("title", "id", "period")),
    (_("Who takes part"), ("credit", "eligible")),
    (_("What counts"), ("scope", "measure", "conditions")),
    (_("What it gives"), ("reward",)),
    (_("Limits and funding"), ("caps", "funding")),
)
OTHERS = _("Terms")
"""The section of every key of a plan that has no section of its own."""


@dataclass(frozen=True)
class Section:
    """Some fields of a plan under one heading."""

    title: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Sheet:
    """One plan: its fields by section, its proof, and what concerns no field."""

    number: int
    title: str
    sections: tuple[Section, ...]
    rest: str
    proof: Proof
    notes: tuple[Note, ...]

    @property
    def nodes(self) -> list[Node]:
        """Return every place of the plan, in the order of the page."""
        return [
            one for section in self.sections for node in section.nodes for one in node.all()
        ]

    @property
    def slots(self) -> list[Node]:
        """Return the places that have room for notes."""
        return [node for node in self.nodes if node.look not in {"nothing", "absent"}]

    @property
    def noted(self) -> list[tuple[Node, Note]]:
        """Return everything that is said of a place, with the place."""
        return [(node, note) for node in self.nodes for note in node.notes]

    @property
    def promise(self) -> list[dict[str, str]]:
        """Return the promise in the reader's language, then in the other; or nothing yet."""
        if self.proof.short is None or self.proof.long is None:
            return []
        first = language()
        return [
            {"tongue": one, "short": self.proof.short[one], "long": self.proof.long[one]}
            for one in (first, "id" if first == "en" else "en")
        ]

    @property
    def grave(self) -> list[tuple[Node, Note]]:
        """Return what must be mended before it can be kept, with its place."""
        return [(node, note) for node in self.nodes for note in node.notes if note.grave]


@dataclass(frozen=True)
class Desk:
    """What drawing several plans needs to be read only once."""

    language: Language
    picks: Picks


def sheets_of(
    drafts: Sequence[Mapping[str, Any]],
    refused: Iterable[Problem] = (),
    focus: str = "",
    desk: Desk | None = None,
) -> list[Sheet]:
    """Draw plans as they were filled in, with what is said of each.

    ``refused`` are the problems of an act that failed, ``focus`` is where the person is
    taken.
    """
    desk = desk or Desk(Language(), Picks())
    binding, problems = promises(), list(refused)
    sheets = []
    for number, draft in enumerate(drafts):
        document = document_of(draft)
        proof = proofread(document, binding, language())
        here = [one for one in problems if one.params.get("plan", number) == number]
        extra = [(one.at, Note(told_of(one))) for one in here]
        sheets.append(_sheet(number, draft, proof, extra, focus, desk))
    return sheets


def _sheet(
    number: int,
    draft: Mapping[str, Any],
    proof: Proof,
    extra: list[tuple[str, Note]],
    focus: str,
    desk: Desk,
) -> Sheet:
    pen = Pen(desk.language, desk.picks, draft)
    nodes = pen.group("Plan", draft, Spot(str(number)))
    told = [*notes_of(proof), *extra, *unknown_names(nodes, desk.picks)]
    nodes, left = placed(nodes, told)
    nodes = [_focused(node, focus) for node in nodes]
    rest = {k: v for k, v in draft.items() if k not in desk.language.group("Plan").fields}
    return Sheet(
        number,
        _title(draft),
        tuple(_sections(nodes)),
        json_text(rest).strip() if rest else "",
        proof,
        tuple(left),
    )


def _sections(nodes: Sequence[Node]) -> list[Section]:
    by_key = {node.path.partition(":")[0]: node for node in nodes if node.look != "nothing"}
    sections = [
        Section(str(title), tuple(by_key.pop(key) for key in keys if key in by_key))
        for title, keys in SECTIONS
    ]
    return [*sections, Section(str(OTHERS), tuple(by_key.values()))]


def _title(draft: Mapping[str, Any]) -> str:
    title = draft.get("title") or draft.get("id", "")
    return str(title.get(language(), "") if isinstance(title, Mapping) else title)


def _focused(node: Node, focus: str) -> Node:
    """Mark the first field of the place to which a person is taken."""
    if not focus:
        return node
    if node.name == focus:
        return _first_field(node)
    return replace(
        node,
        nodes=tuple(_focused(one, focus) for one in node.nodes),
        folded=tuple(_focused(one, focus) for one in node.folded),
    )


def _first_field(node: Node) -> Node:
    if node.nodes and node.look in {"row", "part", "rows"}:
        return replace(node, nodes=(_first_field(node.nodes[0]), *node.nodes[1:]))
    if node.folded:
        return replace(node, folded=(_first_field(node.folded[0]), *node.folded[1:]))
    return replace(node, focused=True)
