"""Conditions: what must hold in the window, or the award is 0."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from setia_engine.plan.measure import Condition
from setia_engine.stages.arithmetic.exact import Mask, Ratio, compare


def holds(condition: Condition, value: Ratio) -> Mask:
    """Say where a condition holds; an undefined measure fails it."""
    sign = compare(value, Fraction(condition.limit))
    passed = {
        "at_least": sign >= 0,
        "above": sign > 0,
        "at_most": sign <= 0,
        "below": sign < 0,
    }[condition.comparison]
    return np.asarray(passed & value.defined, dtype=bool)
