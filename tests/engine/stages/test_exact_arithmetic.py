"""Arithmetic on columns says what exact fractions say, within 64 bits and beyond."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import accumulate, pairwise
from operator import add, mul, sub

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from whole_columns import (
    columns,
    dens,
    exact,
    fractions,
    listed,
    numbers,
    ratios,
    small,
    unhurried,
    whole,
)

from setia_engine.stages.arithmetic import exact as arithmetic
from setia_engine.values import rounding

modes = st.sampled_from(["half_up", "half_even", "down", "up"])


@st.composite
def pairs_of_columns(draw: st.DrawFn, values=numbers):
    left = draw(columns())
    return left, draw(columns(rows=len(left), values=values))


@unhurried
@pytest.mark.parametrize(
    ("work", "meaning"),
    [(arithmetic.times, mul), (arithmetic.plus, add), (arithmetic.minus, sub)],
)
@given(pairs_of_columns(), numbers)
def test_products_sums_and_differences_are_exact(work, meaning, pair, number) -> None:
    left, right = pair

    assert listed(work(left, right)) == [
        meaning(a, b) for a, b in zip(listed(left), listed(right), strict=True)
    ]
    assert listed(work(left, number)) == [meaning(a, number) for a in listed(left)]


@unhurried
@given(pairs_of_columns(values=dens), dens)
def test_floor_division_is_towards_minus_infinity_and_leaves_the_rest(pair, den) -> None:
    num, by_row = pair

    for divisor, each in ((by_row, listed(by_row)), (den, [den] * len(num))):
        quotient, rest = arithmetic.floor_divide(num, divisor)
        assert list(zip(listed(quotient), listed(rest), strict=True)) == [
            divmod(a, b) for a, b in zip(listed(num), each, strict=True)
        ]


@unhurried
@given(ratios())
def test_the_whole_part_is_towards_zero(ratio) -> None:
    assert listed(arithmetic.truncate(ratio)) == [math.trunc(one) for one in exact(ratio)]


@st.composite
def near_halves(draw: st.DrawFn):
    """Return ratios at, just above and just below a half, of small and large numbers."""
    den = draw(st.sampled_from([2, 4, 1000, 10**6, 2**62, 10**20]))
    held = st.builds(
        lambda count, off: count * den + den // 2 + off, numbers, st.integers(-1, 1)
    )
    num = draw(columns(values=held))
    return arithmetic.whole_ratio(num, den)


@unhurried
@given(st.one_of(ratios(), near_halves()), modes)
def test_rounding_a_column_is_rounding_each_number(ratio, mode) -> None:
    assert listed(arithmetic.round_units(ratio, mode)) == [
        rounding.round_units(one, mode) for one in exact(ratio)
    ]


@unhurried
@given(ratios())
def test_millionths_are_rounded_half_away_from_zero_and_undefined_ones_are_0(ratio) -> None:
    told = zip(exact(ratio), ratio.defined, strict=True)

    assert listed(arithmetic.millionths(ratio)) == [
        rounding.round_units(one * 10**6, "half_up") if defined else 0
        for one, defined in told
    ]


@unhurried
@given(ratios(), fractions)
def test_scaling_multiplies_each_number(ratio, factor) -> None:
    scaled = arithmetic.scale(ratio, factor)

    assert exact(scaled) == [one * factor for one in exact(ratio)]
    assert list(scaled.defined) == list(ratio.defined)


@unhurried
@given(ratios(), st.data())
def test_comparing_tells_the_sign_of_the_difference(ratio, data) -> None:
    limit = data.draw(st.one_of(fractions, st.sampled_from([*exact(ratio), Fraction(0)])))

    assert listed(arithmetic.compare(ratio, limit)) == [
        (one > limit) - (one < limit) if defined else 0
        for one, defined in zip(exact(ratio), ratio.defined, strict=True)
    ]


@unhurried
@given(ratios())
def test_ranks_sort_as_the_numbers_do_largest_first_and_equal_ones_alike(ratio) -> None:
    ranks = listed(arithmetic.descending_rank(ratio))

    told = sorted(zip(exact(ratio), ranks, strict=True), key=lambda one: one[1])
    for (number, rank), (lower, later) in pairwise(told):
        assert number == lower if rank == later else number > lower


@st.composite
def choices(draw: st.DrawFn):
    rows = draw(st.integers(0, 5))
    offered = draw(st.lists(ratios(rows=rows, one_den=True), min_size=1, max_size=4))
    which = draw(columns(rows=rows, values=st.integers(0, len(offered))))
    return which, offered


@unhurried
@given(choices())
def test_choosing_takes_the_ratio_that_each_row_names(choice) -> None:
    which, offered = choice

    chosen = arithmetic.choose(which, offered, len(which))

    tellings = [exact(one) for one in offered]
    assert exact(chosen) == [
        tellings[number - 1][row] if number else 0
        for row, number in enumerate(listed(which))
    ]


@unhurried
@given(choices())
def test_ratios_are_summed_row_by_row(choice) -> None:
    _, offered = choice

    assert exact(arithmetic.summed(offered)) == [
        sum(row) for row in zip(*map(exact, offered), strict=True)
    ]


@unhurried
@given(ratios())
def test_what_is_below_zero_is_lifted_to_zero(ratio) -> None:
    assert exact(arithmetic.not_below_zero(ratio)) == [max(0, one) for one in exact(ratio)]


@st.composite
def bands(draw: st.DrawFn):
    """Return a value per row, ascending starts per row, and a rate per slice."""
    value = draw(columns())
    count = draw(st.integers(1, 4))
    first = draw(columns(rows=len(value)))
    starts = [first]
    for _ in range(count - 1):
        width = draw(columns(rows=len(value), values=st.integers(1, 10**13)))
        starts.append(arithmetic.plus(starts[-1], width))
    rates = draw(st.lists(st.integers(0, 10**7), min_size=count, max_size=count))
    return value, starts, rates


@unhurried
@given(bands())
def test_each_slice_of_a_value_earns_its_own_rate(banded) -> None:
    value, starts, rates = banded

    def worth(number: int, edges: list[int]) -> int:
        tops = [*(min(number, edge) for edge in edges[1:]), number]
        widths = [max(0, top - edge) for top, edge in zip(tops, edges, strict=True)]
        return sum(width * rate for width, rate in zip(widths, rates, strict=True))

    edges_of_rows = zip(*map(listed, starts), strict=True)
    assert listed(arithmetic.slices(value, starts, rates)) == [
        worth(number, list(edges))
        for number, edges in zip(listed(value), edges_of_rows, strict=True)
    ]


@unhurried
@given(columns())
def test_totals_are_exact_at_every_row(column) -> None:
    assert arithmetic.total(column) == sum(listed(column))
    assert listed(arithmetic.running_total(column)) == list(accumulate(listed(column)))


@st.composite
def weighed(draw: st.DrawFn):
    """Return positive weights, alike ones among them, with a place in ties for each."""
    weights = draw(
        st.lists(
            st.one_of(st.integers(1, 4), st.integers(1, 10**13), st.integers(1, 10**30)),
            min_size=1,
            max_size=8,
        )
    )
    return weights, draw(st.permutations(range(len(weights))))


@unhurried
@given(weighed(), st.one_of(st.integers(0, 20), st.integers(0, 10**25)), st.booleans())
def test_sharing_out_is_by_largest_remainder(shared, units, objects) -> None:
    weights, ties = shared

    parts = arithmetic.share_out(units, whole(weights, objects=objects), np.array(ties))

    in_order = sorted(range(len(weights)), key=lambda row: ties[row])
    meant = rounding.share_out(units, [weights[row] for row in in_order])
    assert [int(parts[row]) for row in in_order] == meant


@st.composite
def shares_of_one(draw: st.DrawFn) -> list[Fraction]:
    """Return shares that sum to 1, alike ones and nothing among them."""
    cuts = st.sampled_from([0, 1, 250_000, 333_333, 500_000, 666_667, 10**6])
    edges = sorted(draw(st.lists(cuts, max_size=4)))
    return [
        Fraction(after - before, 10**6) for before, after in pairwise([0, *edges, 10**6])
    ]


@unhurried
@given(columns(values=st.one_of(small, numbers)), shares_of_one())
def test_each_award_is_split_over_its_funders_by_largest_remainder(units, shares) -> None:
    parts = arithmetic.split_by_shares(units, shares)

    assert [list(row) for row in zip(*map(listed, parts), strict=True)] == [
        rounding.share_out(award, shares) for award in listed(units)
    ]
