"""Were both sides alike before? Where they went different ways, nothing can be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from setia.backtests.study.contrast import contrast
from setia.backtests.study.stack import BEFORE, MATCH, SCOPE, Stack
from setia.backtests.study.weigh import BLOCKS, blocks, over, pretended, slope

DOUBT = 0.05
DOUBT_OF_MATES = 0.1
"""Mates are chosen by what is seen; who grows faster unseen shows first in leaving them behind."""
DOUBT_WHEN_DRAWN = 0.005
"""Where chance decided who takes part, sides differ by chance only; asked all the same."""


@dataclass(frozen=True)
class Alike:
    """Probabilities of differences as large as these, had both sides been alike.

    ``pretended`` is the effect, as a share, of a program that never was. ``since`` asks whether
    mates kept step since they were chosen; None where nobody was.
    """

    slope: float
    blocks: float
    placebo: float
    pretended: float
    since: float | None = None

    def holds(self, *, drawn: bool) -> bool:
        """Say whether nothing speaks against comparing both sides."""
        doubt = DOUBT_WHEN_DRAWN if drawn else DOUBT
        # What cannot be asked (nothing sold early on) speaks against nothing by itself.
        if any(one < doubt for one in (self.slope, self.blocks, self.placebo)):
            return False
        return self.since is None or not self.since < DOUBT_OF_MATES


def alike(stacks: Sequence[Stack]) -> Alike:
    """Hold both sides against one another over the time before the program."""
    rise = contrast(stacks, SCOPE, [slope(one) for one in stacks])
    cut = [blocks(one) for one in stacks]
    parts = [contrast(stacks, SCOPE, [one[n] for one in cut]) for n in range(BLOCKS)]
    # Four looks find something by chance four times as often.
    least = min(1.0, BLOCKS * min(one.p for one in parts))
    weights, bases = pretended(stacks)
    before = contrast(stacks, SCOPE, weights, base=bases)
    return Alike(rise.p, least, before.p, before.rate, _since(stacks))


def _since(stacks: Sequence[Stack]) -> float | None:
    long_before = [one.is_in(MATCH) for one in stacks]
    if not any(one.any() for one in long_before):
        return None
    weights = [over(one, BEFORE, of=MATCH) for one in stacks]
    return contrast(stacks, SCOPE, weights, base=long_before).p
