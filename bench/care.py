"""How often the proof of care holds the truth, in worlds in which it is known."""

from __future__ import annotations

from bench.figures import Figure, Outcome
from setia.care.study.proving import Proving, proved
from setia.care.study.worlds import World

WORLDS = 500
LEAST, MOST_FALSE = 0.92, 0.07
KINDS = (
    ("400 people, no effect", World(chosen=0.6)),
    ("400 people, an effect", World(adds=0.15, chosen=0.6)),
    ("1,000 people, no effect", World(parties=1000, chosen=0.6)),
    ("1,000 people, an effect", World(adds=0.15, parties=1000, chosen=0.6)),
)
HARD = (
    ("150 people, an effect", World(adds=0.15, parties=150)),
    ("90 people, an effect", World(adds=0.15, parties=90)),
    ("late reached nearly as often, an effect", World(adds=0.15, early=0.6, late=0.52)),
    ("one month only, an effect", World(adds=0.15, months=1)),
)
"""Worlds in which the proof should say that it cannot tell, or be unsure; told beside."""


def run(worlds: int = WORLDS) -> Outcome:
    """Study worlds with and without an effect; the same worlds on every machine."""
    figures, notes = [], [f"{worlds} worlds of each kind; seeds 0 to {worlds - 1}"]
    for name, world in KINDS:
        found = proved(world, worlds)
        notes.append(_told(name, found))
        figures += _figures(name, found)
    for name, world in HARD:
        notes.append(_told(f"hard: {name}", proved(world, worlds)))
    return Outcome("care", {}, figures, notes)


def _figures(name: str, found: Proving) -> list[Figure]:
    why = f"{found.answered} of {found.worlds} answered"
    figures = [
        Figure(f"{name}, held the truth", "", found.coverage, at_least=LEAST, why=why),
        Figure(
            f"{name}, held what a touch brings",
            "",
            found.coverage_touch,
            at_least=LEAST,
            why=why,
        ),
    ]
    if not found.world.adds:
        figures.append(
            Figure(f"{name}, called one", "", found.calls, at_most=MOST_FALSE, why=why)
        )
    return figures


def _told(name: str, found: Proving) -> str:
    called = "found" if found.world.adds else "called falsely"
    return (
        f"{name}: {found.answered} answered, held the truth {found.coverage:.1%}, {called} "
        f"{found.calls:.1%}; a touch truly brings {found.truth * 100:+.1f} points, reach "
        f"±{found.reach * 100:.1f}, error {found.astray * 100:+.2f}; comparing the touched "
        f"with the untouched would say {found.naive * 100:+.1f}"
    )
