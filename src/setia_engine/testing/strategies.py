"""Hypothesis strategies: plans of one run, the facts they meet, and a moment to ask at.

@given(strategies.situations())
def test_…(situation): evaluate(situation.plans, situation.facts, situation.as_of)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hypothesis import strategies as st

from setia_engine.plan.document import Plan
from setia_engine.reference.rows import Facts
from setia_engine.testing.documents import Document, runs
from setia_engine.testing.worlds import LARGEST, as_ofs, facts


@dataclass(frozen=True)
class Situation:
    """Everything that one evaluation needs, with the documents that its plans came from."""

    documents: Sequence[Document]
    facts: Facts
    as_of: datetime

    @property
    def plans(self) -> list[Plan]:
        return [Plan.model_validate(document) for document in self.documents]


def documents() -> st.SearchStrategy[Document]:
    """Return single plan documents."""
    return runs(most_plans=1).map(lambda run: run[0])


@st.composite
def situations(
    draw: st.DrawFn, *, most_plans: int = 3, most_lines: int = 40, largest: int = LARGEST
) -> Situation:
    """Return plans of one run over a small world at some moment."""
    return Situation(
        documents=draw(runs(most_plans=most_plans)),
        facts=draw(facts(most_lines=most_lines, largest=largest)),
        as_of=draw(as_ofs),
    )
