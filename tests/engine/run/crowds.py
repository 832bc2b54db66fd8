"""Many plans over one world: laying facts down costs more than one plan more does.

Plans of a crowd come from a few frames (period, credit, settlement), so that they ask
alike, share selections and stack against one another; about half of them leave out the
filters and conditions through which little of a small world passes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from setia_engine.reference.rows import Facts
from setia_engine.testing.documents import Document, documents_in, frames
from setia_engine.testing.strategies import Situation
from setia_engine.testing.worlds import LARGEST, as_ofs, facts

NARROWING = ("eligible", "scope", "conditions")


@st.composite
def crowds(
    draw: st.DrawFn, *, least: int = 25, most: int = 35, largest: int = LARGEST
) -> Situation:
    """Return a run of many plans over one world at some moment."""
    shared = draw(st.lists(frames(), min_size=1, max_size=3))
    count = draw(st.integers(least, most))
    ids = draw(st.permutations([f"plan-{number}" for number in range(count)]))
    documents = []
    for plan_id in ids:
        group = draw(st.integers(0, len(shared) - 1))
        grouped = draw(st.booleans())
        document = draw(documents_in(shared[group], plan_id, grouped=grouped))
        if grouped:
            document["stacking"] |= {"group": f"group-{group}"}
        documents.append(draw(st.sampled_from([document, widened(document)])))
    return Situation(documents, draw(facts(largest=largest)), draw(as_ofs))


def widened(document: Document) -> Document:
    """Return the plan open to everybody and everything, under no condition."""
    return {key: value for key, value in document.items() if key not in NARROWING}


def one_by_one(situation: Situation) -> list[Situation]:
    """Return a situation for each plan alone."""
    return [replace(situation, documents=[one]) for one in situation.documents]


Renamed = Callable[[str], str]
NAMES_OF_PARTIES = ("party", "seller", "buyer")
"""Attributes whose values are party ids, in filters."""


def renamed_world(world: Facts, renamed: Renamed) -> Facts:
    """Return the world in which parties are called otherwise."""

    def maybe(party_id: str | None) -> str | None:
        return None if party_id is None else renamed(party_id)

    return Facts(
        [
            replace(line, seller_id=renamed(line.seller_id), buyer_id=maybe(line.buyer_id))
            for line in world.lines
        ],
        [
            replace(
                party,
                party_id=renamed(party.party_id),
                parent_id=maybe(party.parent_id),
            )
            for party in world.parties
        ],
        [
            replace(
                row,
                party_id=renamed(row.party_id),
                value=maybe(row.value) if row.attribute == "parent_id" else row.value,
            )
            for row in world.history
        ],
        world.products,
    )


def renamed_documents(documents: Sequence[Document], renamed: Renamed) -> list[Document]:
    """Return the plans that speak of parties by their other names."""
    return [
        {
            key: _payee(value, renamed) if key == "payee" else _renamed(value, renamed)
            for key, value in document.items()
        }
        for document in documents
    ]


def _payee(payee: str, renamed: Renamed) -> str:
    return payee if payee == "credited" else renamed(payee)


def _renamed(part: Any, renamed: Renamed) -> Any:  # a part of a document
    if isinstance(part, list):
        return [_renamed(one, renamed) for one in part]
    if not isinstance(part, dict) or "share" in part:
        return part
    return {
        key: _names(value, renamed) if key in NAMES_OF_PARTIES else _renamed(value, renamed)
        for key, value in part.items()
    }


def _names(named: Any, renamed: Renamed) -> Any:  # one name or several
    if isinstance(named, list):
        return [_names(one, renamed) for one in named]
    return renamed(str(named).strip())
