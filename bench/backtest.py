"""How often the interval of a backtest holds the truth, in worlds whose truth is known."""

from __future__ import annotations

from dataclasses import replace

from bench.figures import Figure, Outcome
from setia.backtests.study.proof import Proof, prove
from setia.backtests.study.worlds import DESIGNS, HOLDOUT, MATCHED, STAGGERED, World

WORLDS = 500
EFFECT = 0.2
LEAST, MOST, MOST_FALSE = 0.92, 0.98, 0.07
HARD = (
    ("60 parties, 12 held out", World(HOLDOUT, parties=60)),
    ("9 territories", World(STAGGERED, territories=9)),
    ("8 weeks before", World(HOLDOUT, before=8)),
    ("chosen grow 20 % a year faster", World(MATCHED, growth_of_ours=0.2)),
    ("chosen grow 50 % a year faster", World(MATCHED, growth_of_ours=0.5)),
)
"""Worlds that a study should refuse, or at least not be sure about; told beside."""


def run(worlds: int = WORLDS) -> Outcome:
    """Study worlds with and without an effect; the same worlds on every machine."""
    figures, notes = [], [f"{worlds} worlds of each kind; seeds 0 to {worlds - 1}"]
    for design in DESIGNS:
        for effect in (0.0, EFFECT):
            found = prove(World(design, effect=effect), worlds)
            notes.append(_told(f"{design}, effect {effect:.0%}", found))
            figures += _figures(design, found)
    for name, world in HARD:
        for effect in (0.0, EFFECT):
            found = prove(replace(world, effect=effect), worlds)
            notes.append(_told(f"hard: {world.design}, {name}, effect {effect:.0%}", found))
    return Outcome("backtest", {}, figures, notes)


def _figures(design: str, found: Proof) -> list[Figure]:
    with_effect = found.world.effect > 0
    name = f"{design}, {'an effect' if with_effect else 'no effect'}"
    why = f"{found.answered} of {found.worlds} answered"
    figures = [
        Figure(f"{name}, held the truth", "", found.coverage, at_least=LEAST, why=why)
    ]
    if not with_effect:
        figures.append(
            Figure(f"{name}, called one", "", found.finds, at_most=MOST_FALSE, why=why)
        )
    return figures


def _told(name: str, found: Proof) -> str:
    called = "found" if found.world.effect > 0 else "called falsely"
    return (
        f"{name}: {found.answered} answered, held the truth {found.coverage:.1%}, "
        f"{called} {found.finds:.1%}, reach ±{found.wide:.1%} and error {found.astray:+.2%} "
        "of what was sold before"
    )
