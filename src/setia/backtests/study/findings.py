"""Everything that a comparison says: effects by kind and by time, and whether to believe them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from setia.backtests.study.alike import Alike, alike
from setia.backtests.study.contrast import Estimate, contrast
from setia.backtests.study.stack import (
    AFTER,
    BEFORE,
    DURING,
    MARGIN,
    NEAR,
    OTHER,
    QUANTITY,
    RETURNED,
    SCOPE,
    Stack,
)
from setia.backtests.study.weigh import over, piece

FEWEST_PARTIES, FEWEST_TERRITORIES = 10, 3
FEWEST_WORTH = 5.0
"""Where a side weighs as much as fewer parties of one size, one of them decides everything."""
FEWEST_PIECES = 6
"""Of the time before; with fewer no trend can be seen."""


@dataclass(frozen=True)
class Findings:
    """Estimates by what they are of; ``path`` holds one for each piece of time.

    ``doubts`` are codes: why the effect is not to be believed.
    """

    effects: dict[str, Estimate] = field(default_factory=dict)
    path: tuple[Estimate, ...] = ()
    alike: Alike | None = None
    doubts: tuple[str, ...] = ()


def study(stacks: Sequence[Stack], *, drawn: bool, by_territory: bool) -> Findings:
    """Compare; where there is too little to compare, say so instead."""
    if few := too_few(stacks, by_territory=by_territory):
        return Findings(doubts=few)
    main = effect(stacks)
    if not by_territory and min(main.with_it, main.without) < FEWEST_WORTH:
        return Findings(doubts=("one_decides",))
    before = alike(stacks)
    doubts = () if before.holds(drawn=drawn) else ("trends_differ",)
    effects = {
        SCOPE: main,
        NEAR: contrast(stacks, SCOPE, [over(one, NEAR) for one in stacks]),
        AFTER: contrast(stacks, SCOPE, [over(one, AFTER) for one in stacks]),
        MARGIN: contrast(stacks, MARGIN, [over(one, DURING) for one in stacks]),
        QUANTITY: contrast(
            stacks, QUANTITY, [over(one, DURING) for one in stacks], size=QUANTITY
        ),
        RETURNED: contrast(stacks, RETURNED, [over(one, AFTER) for one in stacks]),
    }
    if any(one.amounts[OTHER].any() for one in stacks):
        weights = [over(one, DURING) for one in stacks]
        effects[OTHER] = contrast(stacks, OTHER, weights, size=OTHER)
    path = path_of(stacks)
    return Findings(effects, path, before, doubts)


def effect(stacks: Sequence[Stack]) -> Estimate:
    """Estimate what the program added to the sales that it is about, while it ran."""
    return contrast(stacks, SCOPE, [over(one, DURING) for one in stacks])


def path_of(stacks: Sequence[Stack]) -> tuple[Estimate, ...]:
    """Estimate each piece of time, as far as every stack reaches."""
    return tuple(
        contrast(stacks, SCOPE, [piece(one, place) for one in stacks])
        for place in range(min(len(one.spans) for one in stacks))
    )


def too_few(stacks: Sequence[Stack], *, by_territory: bool) -> tuple[str, ...]:
    """Say what there is too little of: anything to compare, time before, parties."""
    if not stacks:
        return ("nobody_to_compare",)
    if min(int(one.is_in(BEFORE).sum()) for one in stacks) < FEWEST_PIECES:
        return ("too_short",)
    fewest = FEWEST_TERRITORIES if by_territory else FEWEST_PARTIES
    sold = [one.amounts[SCOPE][:, one.is_in(BEFORE)].sum(axis=1) > 0 for one in stacks]
    sides = [
        {
            str(unit)
            for one, there in zip(stacks, sold, strict=True)
            for unit in one.units[there & (one.treated == side)]
        }
        for side in (True, False)
    ]
    if min(len(side) for side in sides) < fewest:
        return ("too_few_territories" if by_territory else "too_few_parties",)
    return ()
