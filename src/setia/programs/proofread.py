"""A plan as it is being filled in: what is wrong with it, else what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from setia.core.errors import Problem, Refused
from setia.programs.in_words import Remark, remarks_about
from setia.programs.promises import Promise
from setia.programs.read_document import read_document
from setia.programs.write_document import yaml_text
from setia_engine.plan.document import Plan
from setia_engine.plan.words.describe import describe
from setia_engine.plan.words.languages import LANGUAGES
from setia_engine.plan.words.paragraph import in_a_paragraph, in_examples


@dataclass(frozen=True)
class Proof:
    """A document as text, with its problems; where it has none, also what it promises.

    ``short`` tells the promise in one paragraph and ``long`` as the text that is signed, by
    language; ``examples`` what plain cases come to.
    """

    text: str
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()
    short: Mapping[str, str] | None = None
    long: Mapping[str, str] | None = None
    examples: tuple[str, ...] = ()


def proofread(document: Mapping[str, Any], binding: list[Promise], language: str) -> Proof:
    """Read a document beside the promises that bind; never fails."""
    text = yaml_text(dict(document))
    try:
        plan = read_document(text)
    except Refused as refused:
        return Proof(text, refused.problems)
    others = [one.plan for one in binding if one.code != plan.id]
    return Proof(
        text,
        remarks=tuple(remarks_about(plan, others, language)),
        short={code: in_a_paragraph(plan, tongue) for code, tongue in LANGUAGES.items()},
        examples=tuple(in_examples(plan, LANGUAGES[language])),
        long={code: describe(plan, tongue) for code, tongue in LANGUAGES.items()},
    )


def same_plan(document: str, other: str) -> bool:
    """Say whether two documents promise the same, however they are written."""
    return _plan(document) == _plan(other)


def _plan(document: str) -> Plan | None:
    try:
        return read_document(document)
    except Refused:
        return None
