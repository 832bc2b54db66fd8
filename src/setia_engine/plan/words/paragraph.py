"""A plan in one paragraph: what is promised to whom, without the terms around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from setia_engine.plan.document import Plan
from setia_engine.plan.words.clauses import basics, examples, rewards, terms
from setia_engine.plan.words.language import Language
from setia_engine.plan.words.phrase import Phrase

CLAUSES = (
    basics.period,
    basics.parties,
    basics.counted,
    basics.conditions,
    rewards.reward,
    terms.caps,
    terms.settlement,
)


def in_a_paragraph(plan: Plan, language: Language) -> str:
    """Return the promise as one paragraph; points of a list run on in it."""
    return " ".join(one for clause in CLAUSES for one in _run_on(clause(plan), language))


def in_examples(plan: Plan, language: Language) -> list[str]:
    """Return what a few plain cases come to, one sentence each."""
    return [
        f"{language.sentence(clause)}{'.' if clause.is_point else ''}"
        for clause in examples.examples(plan)
    ]


def _run_on(clauses: Iterable[Phrase], language: Language) -> Iterator[str]:
    for is_point, group in groupby(clauses, key=lambda clause: clause.is_point):
        if is_point:
            yield "; ".join(language.say(clause) for clause in group) + "."
        else:
            yield from (language.sentence(clause) for clause in group)
