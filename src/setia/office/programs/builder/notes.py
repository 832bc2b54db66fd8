"""What is wrong with a plan, told beside the field that it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from setia.core.errors import Problem
from setia.office.programs.builder.node import Node, Note, outer
from setia.office.sentences import sentence
from setia.programs.form.picks import Picks
from setia.programs.form.sentences import beside_field
from setia.programs.proofread import Proof

Told = tuple[str, Note]
ANYBODY = {"credited", "house"}
"""Names in places of parties that are no party."""


def notes_of(proof: Proof) -> list[Told]:
    """Return what is wrong with a document and what the linter says, each with its path."""
    told = [(problem.at, Note(told_of(problem))) for problem in proof.problems]
    for remark in proof.remarks:
        note = Note(remark.says, remark.severity == "error", remark.example)
        told.append((remark.path, note))
    return told


def told_of(problem: Problem) -> str:
    """Return the sentence of a problem, as it stands beside its field."""
    if problem.code.startswith("plan."):
        return beside_field(problem)
    return sentence(problem.code, problem.params, problem.at)


def unknown_names(nodes: Iterable[Node], picks: Picks) -> Iterator[Told]:
    """Yield a warning for each name that the books do not know: nothing would ever count."""
    for root in nodes:
        for node in root.all():
            chosen = [one.value for one in node.options if one.chosen]
            names = {one for one in (node.value, *node.values, *chosen) if one} - ANYBODY
            if node.pick and names:
                for name in sorted(picks.unknown(node.pick, names)):
                    told = _("The books do not know “%(name)s” yet.") % {"name": name}
                    yield node.path, Note(told, grave=False)


def placed(nodes: Sequence[Node], told: Iterable[Told]) -> tuple[list[Node], list[Note]]:
    """Return the places with their notes, and the notes that concern no place."""
    known = {
        node.path: node.name
        for root in nodes
        for node in root.all()
        if node.look not in {"nothing", "absent"}
    }
    by_name: dict[str, list[Note]] = {}
    left: list[Note] = []
    for path, note in told:
        here = path
        while here and here not in known:
            here = outer(here)
        at = by_name.setdefault(known[here], []) if here else left
        if note not in at:
            at.append(note)
    return [_with_notes(node, by_name) for node in nodes], left


def _with_notes(node: Node, notes: dict[str, list[Note]]) -> Node:
    return replace(
        node,
        notes=tuple(notes.get(node.name, ())),
        nodes=tuple(_with_notes(one, notes) for one in node.nodes),
        folded=tuple(_with_notes(one, notes) for one in node.folded),
    )
