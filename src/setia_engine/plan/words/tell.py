"""Findings as text: what was found, where, and the example that proves it."""

from __future__ import annotations

from typing import Protocol

from setia_engine.plan.words.describe import paragraph
from setia_engine.plan.words.language import Language
from setia_engine.plan.words.phrase import Phrase, phrase


class Told(Protocol):
    """What can be told: a finding, as data."""

    @property
    def code(self) -> str: ...
    @property
    def severity(self) -> str: ...
    @property
    def plan(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def says(self) -> Phrase: ...
    @property
    def example(self) -> Phrase: ...


def tell(finding: Told, language: Language) -> str:
    """Write a finding: plan, path, how grave it is, what it is, and an example."""
    severity = language.say(phrase(f"severity.{finding.severity}"))
    example = phrase("example", example=finding.example)
    lines = [
        f"{finding.plan}: {finding.path}: {severity} ({finding.code})",
        *paragraph(language.sentence(finding.says), "  ", "  "),
        *paragraph(language.sentence(example), "  ", "  "),
    ]
    return "\n".join(lines) + "\n"
