"""Conflicts as pure functions over rows: worked out by hand."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from builders import NOON
from hypothesis import given
from hypothesis import strategies as st

from setia.market.conflicts.foreign_sales import ForeignSale, Traded, Who, foreign_sales
from setia.market.conflicts.net_price import Bought, gaps, net_prices
from setia.market.conflicts.still_stock import (
    Pressed,
    Shelf,
    sits_still,
    sold_on,
    still_stock,
)
from setia.market.rules import Rules

PEOPLE = {
    1: Who("Distributor Bandung", "distributor", "Bandung", None),
    2: Who("Distributor Bogor", "distributor", "Bogor", None),
    3: Who("Reseller of Bandung", "reseller", "Bandung", 1),
    4: Who("Reseller below her", "reseller", "Bandung", 3),
    5: Who("Shop without upline", "outlet", "Bandung", None),
    6: Who("Sales of Bandung", "salesperson", "Bandung", None),
    7: Who("Sales of Bogor", "salesperson", "Bogor", None),
    8: Who("Customer", "customer", "Bandung", None),
    9: Who("Shop in nobody's area", "outlet", "Bali", None),
    10: Who("Reseller of Bogor", "reseller", "Bogor", 2),
}


@pytest.mark.parametrize(
    ("seller", "buyer", "is_conflict"),
    [
        (1, 3, False),  # the wholesaler itself
        (3, 4, False),  # somebody below the wholesaler
        (2, 3, True),  # another distributor, into its area
        (10, 5, True),  # a reseller of another territory, to a shop
        (6, 5, False),  # shops of the territory are served by its salespeople, too
        (7, 5, True),  # but not by those of another territory
        (6, 4, True),  # a salesperson sells to a reseller past her wholesaler
        (2, 8, False),  # customers buy where they like
        (2, 9, False),  # nobody holds that area
        (2, 1, False),  # selling to a distributor is not selling in its area
    ],
)
def test_a_sale_inside_an_area_by_somebody_else(seller, buyer, is_conflict):
    found = foreign_sales([Traded(seller, buyer, 100, 1)], PEOPLE)
    area = [ForeignSale(seller, 1, "Bandung", 100, 1, 1)]
    assert found == (area if is_conflict else [])


def test_sales_into_an_area_are_summed_and_what_was_returned_is_none():
    rows = [Traded(2, 3, 500, 2), Traded(2, 4, 250, 1), Traded(7, 5, -10, 1)]
    assert foreign_sales(rows, PEOPLE) == [ForeignSale(2, 1, "Bandung", 750, 3, 2)]


def test_of_two_distributors_in_a_territory_neither_holds_it_alone():
    people = PEOPLE | {11: Who("Second", "distributor", "Bandung", None)}
    assert foreign_sales([Traded(7, 5, 100, 1)], people) == []
    # A reseller with an upline has a holder all the same.
    assert len(foreign_sales([Traded(7, 3, 100, 1)], people)) == 1


def test_a_ring_of_uplines_ends():
    ring = {1: Who("A", "reseller", "X", 2), 2: Who("B", "reseller", "X", 1)}
    assert foreign_sales([Traded(1, 2, 100, 1)], ring) == []


def shelf(stock: int, sold: int, weeks: int = 4, party: int = 1) -> Shelf:
    since = NOON - timedelta(weeks=weeks)
    return Shelf(party, 1, stock * 1000, NOON, since, sold * 1000)


def test_what_was_sold_on_is_what_was_there_and_came_in_less_what_is_left():
    assert sold_on(100, 50, 120) == 30
    assert sold_on(100, 0, 120) == -20


@pytest.mark.parametrize(
    ("stock", "sold", "weeks", "left", "still"),
    [
        (80, 40, 4, Decimal("8.0"), False),  # 10 a week: exactly 8 weeks are allowed
        (81, 40, 4, Decimal("8.1"), True),
        (80, 0, 4, None, True),  # four weeks without a sale
        (80, 0, 3, None, False),  # too short to tell
        (0, 0, 9, None, False),  # nothing there
        (80, -1, 9, None, False),  # the counts do not fit
    ],
)
def test_stock_sits_still_when_it_lasts_longer_than_allowed(
    stock, sold, weeks, left, still
):
    one = shelf(stock, sold, weeks)
    assert (one.weeks_left, sits_still(one, Rules())) == (left, still)


def test_still_stock_is_a_conflict_only_where_a_target_presses():
    pressed = Pressed("Rabat", Decimal(10), "quantity")
    rows = [shelf(99, 40), shelf(99, 0, party=2), shelf(99, 0, party=3)]
    found = still_stock(rows, {1: pressed, 2: pressed}, Rules())
    assert [(one.shelf.party, one.pressed) for one in found] == [(2, pressed), (1, pressed)]


def bought(party: int, pieces: int, rupiah: int, product: int = 1) -> Bought:
    return Bought(party, product, pieces * 1000, rupiah * 100)


def test_net_prices_are_told_after_rewards_and_against_the_others():
    rows = [
        bought(1, 10, 1_000_000),
        bought(2, 10, 1_000_000),
        bought(3, 10, 1_000_000),
        bought(4, 10, 1_000_000),
    ]
    first, *others = net_prices(rows, {1: 15_000_000})
    # 1,000,000 less 150,000 for 10 pieces is 85,000 each; the others pay 100,000.
    assert (first.party, first.gross_minor, first.each_minor) == (1, 10_000_000, 8_500_000)
    assert (first.others_minor, first.under) == (10_000_000, 1_500)
    assert [(one.party, one.under) for one in gaps([first, *others], Rules())] == [
        (1, 1_500)
    ]
    assert gaps([first], Rules(net_gap=1_500)) == []


def test_a_gap_is_told_over_all_that_somebody_bought():
    rows = [bought(1, 10, 700_000), bought(1, 10, 3_100_000, product=2)]
    for other in (2, 3, 4):
        rows += [bought(other, 10, 1_000_000), bought(other, 10, 3_000_000, product=2)]
    # 30 per cent less for one product, but 3,800,000 instead of 4,000,000 in all: 5 per cent.
    assert gaps(net_prices(rows, {}), Rules()) == []
    (one,) = gaps(net_prices(rows, {}), Rules(net_gap=499))
    assert (one.party, one.under, one.expected_minor) == (1, 500, 400_000_000)


def test_shops_are_compared_with_shops():
    shops = [Bought(one, 1, 10_000, 100_000_000, "outlet") for one in (1, 2, 3, 4)]
    wholesale = Bought(9, 1, 10_000, 50_000_000, "distributor")
    found = {one.party: one.under for one in net_prices([*shops, wholesale], {})}
    assert found == {1: 0, 2: 0, 3: 0, 4: 0, 9: None}


def test_rewards_are_shared_over_what_a_party_bought_by_revenue():
    rows = [bought(1, 1, 2, product=1), bought(1, 1, 1, product=2)]
    found = {one.product: one.rewards_minor for one in net_prices(rows, {1: 100})}
    # 66.67 and 33.33 sen: the sen that is left goes to the larger one.
    assert found == {1: 67, 2: 33}


def test_two_others_are_too_few_to_compare_with():
    rows = [bought(1, 10, 1), bought(2, 10, 100), bought(3, 10, 100)]
    assert {one.under for one in net_prices(rows, {})} == {None}


rows_strategy = st.lists(
    st.builds(
        Bought,
        st.integers(1, 4),
        st.integers(1, 3),
        st.integers(1, 10**9),
        st.integers(1, 10**15),
    ),
    max_size=12,
    unique_by=lambda one: (one.party, one.product),
)


@given(rows_strategy, st.dictionaries(st.integers(1, 4), st.integers(-(10**12), 10**15)))
def test_shared_rewards_add_up_to_the_sen(rows, rewards):
    shared: dict[int, int] = {}
    for one in net_prices(rows, rewards):
        shared[one.party] = shared.get(one.party, 0) + one.rewards_minor
    assert shared == {row.party: rewards.get(row.party, 0) for row in rows}
