"""A question about a file as the page puts it: words, answers, and what cells become."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from setia.intake.guess.mapping import Question
from setia.intake.sentences import sentence
from setia.ui.templatetags.ui import day

ANSWERS: dict[str, str | Promise] = {
    "day": _("The day first"),
    "month": _("The month first"),
    "1900": _("From 1900 (Windows)"),
    "1904": _("From 1904 (old Mac)"),
    "comma": _("The comma is the decimal sign (1.234,5)"),
    "point": _("The dot is the decimal sign (1,234.5)"),
    "count": _("They count"),
    "leave": _("Leave them out"),
}


@dataclass(frozen=True)
class Answer:
    """One way to read the file, with what some of its cells would become."""

    value: str
    words: str
    samples: list[tuple[str, str]]


@dataclass(frozen=True)
class Asked:
    """A question with the name of the field that answers it."""

    name: str
    words: str
    answers: list[Answer]


def asked_of(question: Question) -> Asked:
    """Return a question in the reader's language."""
    is_day = question.code.startswith("question.date")
    answers = [
        Answer(
            option.value,
            str(ANSWERS.get(option.value, option.value)),
            [(cell, _told(text) if is_day else text) for cell, text in option.samples],
        )
        for option in question.options
    ]
    name = f"answer:{question.code}:{question.column}"
    return Asked(name, sentence(question.code, question.params), answers)


def _told(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text
