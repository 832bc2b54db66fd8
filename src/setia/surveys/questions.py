"""Questions: what kinds there are, and how they are kept and read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from setia.core.errors import Problem
from setia.core.plain_text import is_plain

MOST_QUESTIONS, MOST_CHOICES = 10, 12
LONGEST, LONGEST_CHOICE = 300, 120


class QuestionKind(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    SEVERAL = "several"
    SCALE_10 = "scale_10"
    SCALE_5 = "scale_5"
    TEXT = "text"


CHOOSING = frozenset({QuestionKind.CHOICE, QuestionKind.SEVERAL})
POINTS = {QuestionKind.SCALE_10: range(11), QuestionKind.SCALE_5: range(1, 6)}


@dataclass(frozen=True)
class Choice:
    """One thing to tick; ``reason`` is the code that it counts as, if it tells why."""

    text_id: str
    text_en: str
    reason: str = ""

    @property
    def text(self) -> str:
        """Return it in the reader's language."""
        return spoken(self.text_id, self.text_en)


@dataclass(frozen=True)
class Question:
    """One question. ``tells_why`` marks words that are reasons for leaving, to be sorted."""

    kind: str
    text_id: str
    text_en: str
    required: bool = True
    choices: tuple[Choice, ...] = ()
    tells_why: bool = False

    @property
    def text(self) -> str:
        """Return it in the reader's language."""
        return spoken(self.text_id, self.text_en)

    def points(self) -> Sequence[int]:
        """Return what can be chosen: points of a scale, or numbers of choices."""
        if self.kind in CHOOSING:
            return range(1, len(self.choices) + 1)
        return POINTS.get(QuestionKind(self.kind), range(0))

    def name_of(self, point: int) -> str:
        """Return what something that can be chosen is called."""
        if self.kind in CHOOSING:
            return self.choices[point - 1].text
        return str(point)

    def problems(self, number: int) -> list[Problem]:
        """Return everything that is wrong with it."""
        at, params = f"questions.{number}", {"number": number}
        if self.kind not in set(QuestionKind):
            return [Problem("survey.kind_unknown", at, params)]
        found = []
        if not _good(self.text_id, LONGEST) or not _good(self.text_en, LONGEST):
            found.append(Problem("survey.text_missing", at, params))
        if self.kind in CHOOSING:
            found += self._choice_problems(at, params)
        return found

    def _choice_problems(self, at: str, params: dict[str, Any]) -> list[Problem]:
        if not 2 <= len(self.choices) <= MOST_CHOICES:
            return [Problem("survey.choices_few", at, {**params, "most": MOST_CHOICES})]
        wrong = [
            one
            for one in self.choices
            if not _good(one.text_id, LONGEST_CHOICE)
            or not _good(one.text_en, LONGEST_CHOICE)
        ]
        return [Problem("survey.choice_wrong", at, params)] if wrong else []


def spoken(indonesian: str, english: str) -> str:
    """Return what is written in the reader's language."""
    return english if (get_language() or settings.LANGUAGE_CODE) == "en" else indonesian


def _good(text: str, most: int) -> bool:
    return bool(text.strip()) and len(text) <= most and is_plain(text)


def problems_of(questions: Sequence[Question]) -> list[Problem]:
    """Return everything that is wrong with questions that belong together."""
    found = []
    if not questions:
        found.append(Problem("survey.questions_missing", "questions"))
    if len(questions) > MOST_QUESTIONS:
        params = {"most": MOST_QUESTIONS}
        found.append(Problem("survey.questions_many", "questions", params))
    for number, one in enumerate(questions, 1):
        found += one.problems(number)
    return found


def kept(questions: Sequence[Question]) -> list[dict[str, Any]]:
    """Return questions as they are kept."""
    return [
        asdict(one) | {"choices": [asdict(c) for c in one.choices]} for one in questions
    ]


def read_questions(document: list[dict[str, Any]]) -> tuple[Question, ...]:
    """Return questions from how they are kept."""
    return tuple(
        Question(**(one | {"choices": tuple(Choice(**c) for c in one["choices"])}))
        for one in document
    )
