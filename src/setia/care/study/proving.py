"""How often the proof holds the truth in worlds whose truth is known."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean, median

from setia.care.study.effect import Effect, Verdict, effect
from setia.care.study.worlds import Made, World, made

CALLED = frozenset({Verdict.HELPS, Verdict.HARMS})


@dataclass(frozen=True)
class Proving:
    """Of so many worlds: how many had an interval, held the truth, and called an effect.

    ``held`` counts intervals of what standing early brings, ``held_touch`` of what a touch
    brings. ``naive`` is what comparing the touched with the untouched would have said.
    """

    world: World
    worlds: int
    answered: int
    held: int
    held_touch: int
    called: int
    reach: float
    astray: float
    truth: float
    naive: float

    @property
    def coverage(self) -> float:
        """The share of intervals that hold the truth; 95 % is promised."""
        return self.held / max(1, self.answered)

    @property
    def coverage_touch(self) -> float:
        """The same for what a touch brings."""
        return self.held_touch / max(1, self.answered)

    @property
    def calls(self) -> float:
        """The share of worlds in which an effect was called."""
        return self.called / max(1, self.answered)


def proved(world: World, worlds: int, seed: int = 0) -> Proving:
    """Study so many worlds of a kind."""
    pairs = [
        (one, effect(one.seen)) for one in (made(world, seed + n) for n in range(worlds))
    ]
    told = [(one, found) for one, found in pairs if found.touch is not None]
    return Proving(
        world,
        worlds,
        len(told),
        sum(_holds(one, found) for one, found in told),
        sum(_holds_touch(one, found) for one, found in told),
        sum(found.verdict in CALLED for _, found in told),
        median(found.touch.reach for _, found in told if found.touch) if told else 0.0,
        fmean(found.drawn.value - one.drawn for one, found in told if found.drawn)
        if told
        else 0.0,
        fmean(one.touch for one, _ in pairs),
        fmean(one.naive for one, _ in pairs),
    )


def _holds(one: Made, found: Effect) -> bool:
    return found.drawn is not None and found.drawn.holds(one.drawn)


def _holds_touch(one: Made, found: Effect) -> bool:
    return found.touch is not None and found.touch.holds(one.touch)
