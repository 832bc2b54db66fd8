"""Slices: incremental tiers as whole numbers, for awards and for the lines that carry them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from setia_engine.plan.measure import Growth, Name, own_measure
from setia_engine.stages.arithmetic.exact import Ratio, scale, slices, times, whole_ratio
from setia_engine.stages.measure import SCALES
from setia_engine.stages.measured import Measured
from setia_engine.values.numbers import both, grown, per_unit, whole_multiples


@dataclass(frozen=True)
class Slices:
    """Each slice of ``value × times`` between two starts earns its rate.

    Starts are whole numbers, or multiples of the base where growth is measured; one of the
    resulting integers is worth ``unit`` in money.
    """

    measure: Name
    times: int
    starts: tuple[int, ...]
    rates: tuple[int, ...]
    unit: Fraction
    of_base: bool

    def money(self, measured: Measured) -> Ratio:
        """Return what all slices of each row's measure earn together."""
        column = "current" if self.of_base else self.measure
        value = times(measured.counted.columns[column], self.times)
        each = np.ones(len(measured), dtype=np.int64)
        base = measured.base if measured.base is not None else each
        starts = [times(base if self.of_base else each, start) for start in self.starts]
        return scale(whole_ratio(slices(value, starts, list(self.rates))), self.unit)


def slices_of(
    measure: Name | Growth, starts: list[Fraction], rates: list[Fraction]
) -> Slices:
    """Bring incremental tiers to whole numbers, as small as they can be.

    ``rates`` are money per whole unit of the measure.
    """
    name = own_measure(measure)
    of_base = isinstance(measure, Growth)
    per_value = per_unit(Fraction(1), SCALES[name])
    at = [per_unit(grown(start), SCALES[name]) for start in starts] if of_base else starts
    whole, unit = whole_multiples([per_value, *at])
    paid, rate_unit = whole_multiples(rates)
    worth = both(unit, rate_unit)
    return Slices(name, whole[0], tuple(whole[1:]), tuple(paid), worth, of_base)
