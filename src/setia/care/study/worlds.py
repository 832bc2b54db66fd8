"""Worlds in which it is known what a touch brings, and who is chosen for one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from setia.care.study.effect import Real, Seen, Truth

HORIZON = 3
"""Months that a touch is remembered for, and that an order counts as following it."""
BANDS = 3


@dataclass(frozen=True)
class World:
    """A business: how many parties over how many months, and what a touch adds.

    ``adds`` is how much more likely a touch makes an order in each of three months.
    ``chosen`` is how much more those are turned to who would order anyway: what a comparison
    of touched with untouched would take for an effect.
    """

    adds: float = 0.0
    parties: int = 400
    months: int = 6
    early: float = 0.75
    late: float = 0.35
    chosen: float = 0.25


@dataclass(frozen=True)
class Made:
    """What the house sees of a world, and what standing early and a touch truly bring."""

    seen: Seen
    drawn: float
    touch: float
    naive: float


def made(world: World, seed: int) -> Made:
    """Make a world; the same seed makes the same."""
    rng = np.random.default_rng(seed)
    shape = (world.parties, world.months)
    size = rng.normal(size=(world.parties, 1))
    usual = 1 / (1 + np.exp(1.3 - size))
    wanted = np.clip(world.chosen * (usual - usual.mean()), -0.2, 0.2)
    band = np.argsort(np.argsort(-(size + rng.normal(scale=0.5, size=shape)), 0), 0)
    band = band * BANDS // world.parties
    early = rng.random(shape) < 0.5
    luck = rng.random(shape)
    if_early, if_late = luck < world.early + wanted, luck < world.late + wanted
    touched = np.where(early, if_early, if_late)
    chance = rng.random((world.parties, world.months + HORIZON))
    came = _came(touched, usual, chance, world)
    with_it = _one_moved(touched, if_early, usual, chance, world)
    without = _one_moved(touched, if_late, usual, chance, world)
    rows = np.indices(shape)
    seen = Seen(
        rows[0].ravel(),
        (rows[1] * BANDS + band).ravel(),
        early.ravel(),
        touched.ravel(),
        came.ravel(),
    )
    drawn = float(with_it.mean() - without.mean())
    reached = float(if_early.mean() - if_late.mean())
    naive = float(came[touched].mean() - came[~touched].mean())
    return Made(seen, drawn, drawn / reached, naive)


def _came(touched: Truth, usual: Real, chance: Real, world: World) -> Truth:
    """Tell of each party and month whether an order follows within the horizon."""
    ordered = _ordered(touched, usual, chance, world)
    windows = [ordered[:, ahead : ahead + world.months] for ahead in range(HORIZON)]
    came: Truth = np.any(windows, axis=0)
    return came


def _ordered(touched: Truth, usual: Real, chance: Real, world: World) -> Truth:
    remembered = np.zeros_like(chance, dtype=bool)
    for ahead in range(HORIZON):
        remembered[:, ahead : ahead + world.months] |= touched
    ordered: Truth = chance < usual * 0.4 + world.adds * remembered
    return ordered


def _one_moved(
    touched: Truth, instead: Truth, usual: Real, chance: Real, world: World
) -> Truth:
    """Return what follows where the touch of one month is another, and the rest as it was."""
    found = np.zeros_like(touched)
    for month in range(world.months):
        moved = touched.copy()
        moved[:, month] = instead[:, month]
        found[:, month] = _came(moved, usual, chance, world)[:, month]
    return found
