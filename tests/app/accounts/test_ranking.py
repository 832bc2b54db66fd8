"""Who is large, medium or small."""

from __future__ import annotations

import pytest

from setia.accounts.models import AccountRule
from setia.accounts.ranking import Seller, ranked

SUMS = AccountRule(role="reseller", rank_by="sums", large_minor=3_000, medium_minor=1_000)
SHARES = AccountRule(
    role="reseller",
    rank_by="shares",
    large_millionths=700_000,
    medium_millionths=900_000,
)


def sellers(*totals: int) -> list[Seller]:
    return [Seller(at, f"R-{at}", "Bali", (0, 0, total)) for at, total in enumerate(totals)]


def names(rows) -> dict[str, str]:
    return {one.seller.code: str(one.rank) for one in rows}


@pytest.mark.parametrize(
    ("total", "rank"),
    [
        (9_000, "large"),
        (8_999, "medium"),
        (3_000, "medium"),
        (2_999, "small"),
        (1, "small"),
    ],
)
def test_the_average_of_three_months_meets_a_limit_exactly(total, rank):
    assert names(ranked(sellers(total), SUMS)) == {"R-0": rank}


def test_large_are_those_who_are_needed_for_the_first_share():
    # Of 100: 50 and 25 bring the first 70; 15 reaches 90; 10 is beyond.
    rows = ranked(sellers(10, 50, 25, 15), SHARES)
    assert names(rows) == {"R-1": "large", "R-2": "large", "R-3": "medium", "R-0": "small"}
    assert [(one.place, one.before_minor, one.group_minor) for one in rows] == [
        (1, 0, 100),
        (2, 50, 100),
        (3, 75, 100),
        (4, 90, 100),
    ]


def test_who_brings_a_share_exactly_leaves_none_for_the_next():
    assert names(ranked(sellers(70, 20, 10), SHARES)) == {
        "R-0": "large",
        "R-1": "medium",
        "R-2": "small",
    }


def test_who_sold_nothing_or_took_back_more_has_no_rank():
    assert names(ranked(sellers(0, -5, 10), SHARES)) == {"R-2": "large"}


def test_equal_sales_stand_in_the_order_of_their_codes():
    assert [one.seller.code for one in ranked(sellers(5, 5, 5), SHARES)] == [
        "R-0",
        "R-1",
        "R-2",
    ]


def test_each_territory_is_ranked_by_itself_where_the_rule_says_so():
    rule = AccountRule(
        role="reseller",
        rank_by="shares",
        by_territory=True,
        large_millionths=700_000,
        medium_millionths=900_000,
    )
    some = [Seller(1, "A", "Bali", (90,)), Seller(2, "B", "DIY", (1,))]
    assert names(ranked(some, rule)) == {"A": "large", "B": "large"}
    rule.by_territory = False
    assert names(ranked(some, rule)) == {"A": "large", "B": "small"}
