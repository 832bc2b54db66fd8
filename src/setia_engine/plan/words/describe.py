"""A plan as plain text that a partner could sign, complete and in full sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from textwrap import fill

from setia_engine.plan.document import LocalText, Plan
from setia_engine.plan.words.clauses import basics, examples, rewards, terms
from setia_engine.plan.words.language import Language
from setia_engine.plan.words.phrase import Phrase, phrase

WIDTH = 78
SECTIONS: dict[str, Callable[[Plan], Iterable[Phrase]]] = {
    "period": basics.period,
    "parties": basics.parties,
    "counted": basics.counted,
    "conditions": basics.conditions,
    "reward": rewards.reward,
    "caps": terms.caps,
    "returns": terms.returns,
    "rounding": terms.rounding,
    "stacking": terms.stacking,
    "funding": terms.funding,
    "settlement": terms.settlement,
    "examples": examples.examples,
}
"""The clauses of a promise, in the order in which they are read."""


def describe(plan: Plan, language: Language) -> str:
    """Return the whole promise as text, at most 78 columns wide."""
    title = _title(plan, language)
    lines = [*fill(title, WIDTH).splitlines(), "=" * min(len(title), WIDTH)]
    lines += paragraph(language.sentence(phrase("plan.id", id=plan.id)))
    for number, (name, clauses) in enumerate(SECTIONS.items(), start=1):
        heading = language.sentence(phrase(f"heading.{name}"))
        lines += ["", f"{number}. {heading}", *_section(clauses(plan), language)]
    lines += ["", *paragraph(language.sentence(phrase("signature")))]
    lines += ["", *language.sentences["signature.lines"].splitlines()]
    return "\n".join(lines) + "\n"


def _title(plan: Plan, language: Language) -> str:
    if isinstance(plan.title, LocalText):
        return " ".join(getattr(plan.title, language.code).split())
    return " ".join((plan.title or plan.id).split())


def _section(clauses: Iterable[Phrase], language: Language) -> Iterator[str]:
    """Yield the lines of a section: sentences run on, points stand alone."""
    for is_point, group in groupby(clauses, key=lambda clause: clause.is_point):
        if is_point:
            yield from _points([language.say(clause) for clause in group])
        else:
            yield from paragraph(" ".join(language.sentence(clause) for clause in group))


def _points(points: Sequence[str]) -> Iterator[str]:
    for number, point in enumerate(points, start=1):
        end = "." if number == len(points) else ";"
        yield from paragraph(f"{point}{end}", "   - ", "     ")


def paragraph(text: str, first: str = "   ", other: str = "   ") -> list[str]:
    """Return a text in lines of at most 78 columns."""
    if not text:
        return []
    wrapped = fill(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=other,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return wrapped.splitlines()
