"""Generated columns of whole numbers: small ones, those at the edges of 64 bits, beyond."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from setia_engine.stages.arithmetic.exact import Ratio, Whole

unhurried = settings(deadline=None, database=None, print_blob=True)
INT64 = range(-(2**63), 2**63)
EDGES = tuple(
    sign * (power + step)
    for power in (2**31, 2**32, 2**53, 2**61, 2**62, 2**63, 10**18, 10**36)
    for step in (-1, 0, 1)
    for sign in (1, -1)
)

small = st.integers(-100, 100)
numbers = st.one_of(
    small,
    small,
    st.integers(-(10**12), 10**12),
    st.integers(-(2**63), 2**63 - 1),
    st.sampled_from(EDGES),
    st.integers(-(10**37), 10**37),
)
dens = st.one_of(
    st.integers(1, 12), st.sampled_from([2, 1000, 2**53 + 1, 2**62, 10**18, 10**25])
)
fractions = st.builds(Fraction, st.one_of(small, st.integers(-(10**13), 10**13)), dens)


def whole(values: list[int], *, objects: bool = False) -> Whole:
    """Return a column as the batch holds it: in 64 bits where all values fit."""
    fits = not objects and all(value in INT64 for value in values)
    return np.array(values, dtype=np.int64 if fits else object)


@st.composite
def columns(draw: st.DrawFn, *, rows: int | None = None, values=numbers) -> Whole:
    """Return a column; a small one may be held in Python's integers as well."""
    size = draw(st.integers(0, 6)) if rows is None else rows
    held = draw(st.lists(values, min_size=size, max_size=size))
    return whole(held, objects=draw(st.booleans()))


@st.composite
def ratios(draw: st.DrawFn, *, rows: int | None = None, one_den: bool = False) -> Ratio:
    """Return a column of ratios over one denominator, or a column of them."""
    num = draw(columns(rows=rows))
    den = draw(dens if one_den else st.one_of(dens, columns(rows=len(num), values=dens)))
    defined = draw(st.lists(st.booleans(), min_size=len(num), max_size=len(num)))
    return Ratio(num, den, np.array(defined, dtype=bool))


def listed(column: Whole) -> list[int]:
    """Return a column's numbers as Python's own."""
    return [int(value) for value in column]


def exact(ratio: Ratio) -> list[Fraction]:
    """Return the numbers of a ratio, defined or not."""
    denominators = (
        [ratio.den] * len(ratio.num) if isinstance(ratio.den, int) else listed(ratio.den)
    )
    return [Fraction(*both) for both in zip(listed(ratio.num), denominators, strict=True)]
