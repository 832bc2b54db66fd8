"""Payment: what one rate, amount per unit or flat amount asks for, pays and explains by."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from setia_engine.plan.measure import Growth, Name
from setia_engine.plan.reward import AmountTable, RateTable
from setia_engine.stages.arithmetic.exact import (
    Ratio,
    minus,
    not_below_zero,
    scale,
    whole_ratio,
)
from setia_engine.stages.measure import SCALES
from setia_engine.stages.measured import Measured
from setia_engine.stages.selection import Basis, Slot
from setia_engine.values.numbers import per_unit, whole_multiples

MEASURE = "measure"
"""The weight of a line that explains by its part of the measure."""
Weight = str | Slot
"""What a line's part of an award is told by: a basis, a slot, or the measure."""


@dataclass(frozen=True)
class Payment:
    """Money per unit of a column of sums; a flat amount has no column.

    ``slot`` stands in for the column where lines earn differently. ``weight`` says what a
    line's part of the award is told by: a basis, the slot, or its part of the measure.
    """

    factor: Fraction
    column: str | None = None
    slot: Slot | None = None

    @property
    def weight(self) -> Weight:
        """What a line's part of the award is told by."""
        if self.slot is not None:
            return self.slot
        return MEASURE if self.column in {None, "increment"} else str(self.column)

    def money(self, measured: Measured) -> Ratio:
        """Return what each row earns, before anything else is asked of it."""
        if self.slot is not None:
            return scale(whole_ratio(measured.paid.slots[self.slot]), self.slot.unit)
        if self.column is None:
            ones = np.ones(len(measured), dtype=np.int64)
            return scale(whole_ratio(ones), self.factor)
        if self.column == "increment":
            return scale(not_below_zero(_increment(measured)), self.factor)
        return scale(whole_ratio(measured.paid.columns[self.column]), self.factor)


def _increment(measured: Measured) -> Ratio:
    if measured.base is None:
        raise ValueError("an increment needs a growth measure")
    return whole_ratio(minus(measured.counted.columns["current"], measured.base))


def flat_payment(amount: Decimal) -> Payment:
    """Return the payment of one amount."""
    return Payment(Fraction(amount))


def rate_payment(
    rate: Decimal | RateTable,
    of: str,
    measure: Name | Growth,
    min_per_unit: Decimal | None = None,
) -> Payment:
    """Return the payment of a share of a basis."""
    if of == "increment":
        grown = measure.growth if isinstance(measure, Growth) else measure
        return Payment(per_unit(_single(rate), SCALES[grown]), "increment")
    basis: Basis = "margin" if of == "margin" else "revenue"
    if isinstance(rate, RateTable) or min_per_unit is not None:
        return Payment(Fraction(1), slot=_slot(basis, rate, min_per_unit))
    return Payment(per_unit(rate, SCALES[basis]), basis)


def unit_payment(amount: Decimal | AmountTable) -> Payment:
    """Return the payment of an amount times quantity."""
    if isinstance(amount, AmountTable):
        return Payment(Fraction(1), slot=_slot("quantity", amount, None))
    return Payment(per_unit(amount, SCALES["quantity"]), "quantity")


def _single(rate: Decimal | RateTable) -> Decimal:
    if isinstance(rate, RateTable):
        raise TypeError("an increment has one rate")
    return rate


def _slot(
    basis: Basis, table: Decimal | RateTable | AmountTable, min_per_unit: Decimal | None
) -> Slot:
    """Bring the multipliers of a slot to whole numbers, as small as they can be."""
    otherwise = table if isinstance(table, Decimal) else table.otherwise
    listed = {} if isinstance(table, Decimal) else table.values
    floors = [] if min_per_unit is None else [per_unit(min_per_unit, SCALES["quantity"])]
    earned = [per_unit(rate, SCALES[basis]) for rate in (otherwise, *listed.values())]
    whole, unit = whole_multiples([*earned, *floors])
    return Slot(
        basis=basis,
        by=None if isinstance(table, Decimal) else table.by,
        values=tuple(zip(listed, whole[1:], strict=False)),
        otherwise=whole[0],
        floor=whole[-1] if floors else None,
        unit=unit,
    )
