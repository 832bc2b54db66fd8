"""Race: first to reach a running measure; each race is its own."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

import numpy as np

from setia_engine.plan.document import Plan
from setia_engine.plan.reward import Race, RaceReward
from setia_engine.stages.arithmetic.exact import Mask, choose, compare, summed
from setia_engine.stages.measured import Measured, Paid, Reached
from setia_engine.stages.payment import Payment, Weight, flat_payment


class RaceKind:
    """The earliest to reach win; with ``hold`` they must still be there at the end."""

    def __init__(self, plan: Plan, reward: RaceReward) -> None:  # noqa: ARG002 - kinds are made alike
        self.races = reward.race
        self._flats = tuple(flat_payment(race.flat) for race in reward.race)
        self.payments: tuple[Payment, ...] = ()
        self.weights: tuple[Weight, ...] = ()

    def pay(self, measured: Measured) -> Paid:
        """Pay every race that a party won."""
        won = [
            self._winners(number, race, measured) for number, race in enumerate(self.races)
        ]
        earned = [
            choose(winners.astype(np.int64), [flat.money(measured)], len(measured))
            for winners, flat in zip(won, self._flats, strict=True)
        ]
        return Paid(summed(earned), won=tuple(won))

    def _winners(self, number: int, race: Race, measured: Measured) -> Mask:
        won = np.zeros(len(measured), dtype=bool)
        if measured.reached is None:
            return won
        still = measured.open.copy()
        if race.hold:
            still &= np.asarray(compare(measured.measure, Fraction(race.reach)) >= 0)
        for rows in _by_window(measured, measured.reached, number):
            holding = [row for row in rows if still[row]]
            won[holding[: race.winners]] = True
        return won


def _by_window(measured: Measured, reached: Reached, race: int) -> list[list[int]]:
    """Return each window's rows in the order in which they reached a race."""
    arrivals = defaultdict(list)
    for at in np.flatnonzero(reached.race == race):
        row = int(reached.row[at])
        moment = (int(reached.sold_us[at]), reached.order_id[at], int(reached.line_no[at]))
        arrivals[measured.window_key(row)].append((moment, int(measured.party[row]), row))
    return [[row for *_, row in sorted(rows)] for rows in arrivals.values()]
