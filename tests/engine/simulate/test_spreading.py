"""What the business pays of an award, spread over the products or parties that carried it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setia_engine.simulate.sales_of import Share, spread


def shares(*houses, revenues=()):
    sold = revenues or [0] * len(houses)
    return [
        Share(f"P-{number}", 1_000, revenue, 0, 0, 0, house)
        for number, (house, revenue) in enumerate(zip(houses, sold, strict=True))
    ]


@pytest.mark.parametrize(
    ("houses", "total", "parts"),
    [
        # whoever carried three times as much bears three times as much
        ((3, 1, 0), 8, [6, 2, 0]),
        ((6, 2, 0), 4, [3, 1, 0]),
        # one left over: 2.33 and 4.67 more, so that the greater remainder gets it
        ((1, 2), 10, [3, 7]),
        # returns stay returns; the rest goes by size: 12 by 2 to 1
        ((20, -10), 22, [28, -6]),
        ((5, 5), 10, [5, 5]),
        ((), 7, []),
    ],
)
def test_a_difference_is_spread_by_what_each_carried(houses, total, parts):
    assert [one.house for one in spread(shares(*houses), total)] == parts


def test_where_no_part_makes_a_whole_unit_revenue_decides():
    assert [one.house for one in spread(shares(0, 0, revenues=(300, 100)), 4)] == [3, 1]
    assert [one.house for one in spread(shares(0, 0), 4)] == [2, 2]


def test_a_large_difference_over_many_products_is_spread_at_once():
    """Goods worth Rp5,000,000: half of what 300 products carried was worked out too low."""
    half, whole = 12_500_000_000, 25_000_000_000
    parts = spread(shares(*[half // 300] * 300), whole)
    assert sum(one.house for one in parts) == whole
    assert {one.house for one in parts} == {83_333_333, 83_333_334}


@given(
    st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=8),
    st.integers(-(10**14), 10**14),
)
def test_the_parts_always_sum_to_what_is_paid(houses, total):
    assert sum(one.house for one in spread(shares(*houses), total)) == total
