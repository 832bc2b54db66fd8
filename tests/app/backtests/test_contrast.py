"""How much more those with the program grew, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import t as student

from setia.backtests.study.contrast import contrast
from setia.backtests.study.findings import effect
from setia.backtests.study.stack import (
    AFTER,
    BEFORE,
    DURING,
    MARGIN,
    NEAR,
    SCOPE,
    Stack,
)
from setia.backtests.study.weigh import over, pretended, slope

SPANS = (BEFORE, BEFORE, BEFORE, NEAR, DURING, AFTER)


def stack_of(rows: dict[str, list[float]], treated: set[str], units=None) -> Stack:
    names = list(rows)
    amounts = np.array([rows[name] for name in names])
    return Stack(
        np.array([name in treated for name in names]),
        np.array(units or names),
        {SCOPE: amounts, MARGIN: amounts / 2},
        SPANS,
        np.full(len(SPANS), 7.0),
    )


FOUR = {
    # before (300, 100, 200, 200 in all), just before, during, after
    "ani": [100, 100, 100, 9, 160, 100],
    "budi": [30, 30, 40, 9, 60, 30],
    "citra": [60, 70, 70, 9, 80, 70],
    "dewi": [70, 60, 70, 9, 60, 70],
}
"""Ani and Budi grew from 400 to 220 in a third of the time, Citra and Dewi from 400 to 140."""


def test_the_effect_is_what_came_less_what_would_have_come_had_they_grown_as_the_others() -> (
    None
):
    found = effect([stack_of(FOUR, {"ani", "budi"})])
    # 220 came; as the others grew it would have been 400 × 140 / 400.
    assert found.total == pytest.approx(220 - 140)
    assert found.size == 400
    assert found.rate == pytest.approx(80 / 400)


def test_the_interval_leaves_each_party_out_once() -> None:
    found = effect([stack_of(FOUR, {"ani", "budi"})])
    # Ani changed by (160 − 100) / 300, Budi by (60 − 33⅓) / 100, weighing 3 to 1. Left out in
    # turn: the spread of a weighted mean is Σ (share × error / (1 − share))².
    mean = (60 + 80 / 3) / 400
    ours = (0.75 * (60 / 300 - mean) / 0.25) ** 2 + (0.25 * (80 / 300 - mean) / 0.75) ** 2
    others = 2 * (0.5 * 0.05 / 0.5) ** 2
    # Ours are worth 1.6 parties, the others 2: Welch's degrees of freedom are those of both.
    degrees = (ours + others) ** 2 / (ours**2 / 0.6 + others**2 / 1)
    reach = student.ppf(0.975, max(1, degrees)) * 400 * (ours + others) ** 0.5
    assert found.high - found.total == pytest.approx(reach)
    assert found.total - found.low == pytest.approx(reach)


def test_a_few_large_parties_are_worth_fewer() -> None:
    found = effect([stack_of(FOUR, {"ani", "budi"})])
    assert found.with_it == pytest.approx(400**2 / (300**2 + 100**2))
    assert found.without == pytest.approx(2)


def test_parties_of_one_territory_count_as_one_and_change_no_estimate() -> None:
    six = FOUR | {"eka": FOUR["ani"], "fitri": FOUR["citra"]}
    units = ["barat", "timur", "utara", "selatan", "barat", "utara"]
    alone = effect([stack_of(six, {"ani", "budi", "eka"})])
    together = effect([stack_of(six, {"ani", "budi", "eka"}, units)])
    assert together.total == pytest.approx(alone.total)
    assert together.with_it == pytest.approx(700**2 / (600**2 + 100**2))


def test_who_sold_nothing_before_is_not_compared() -> None:
    more = FOUR | {"gita": [0, 0, 0, 0, 500, 0]}
    found = effect([stack_of(more, {"ani", "budi", "gita"})])
    assert found.total == pytest.approx(80)


def test_one_party_alone_has_no_interval() -> None:
    found = effect([stack_of(FOUR, {"ani"})])
    assert np.isnan(found.low)
    assert np.isnan(found.high)


def test_margin_is_held_against_the_size_of_revenue() -> None:
    found = contrast(
        [stack_of(FOUR, {"ani", "budi"})],
        MARGIN,
        [over(stack_of(FOUR, set()), DURING)],
    )
    assert found.total == pytest.approx(40)


def test_two_cohorts_add_up_and_a_territory_may_wait_in_both() -> None:
    first = stack_of(FOUR, {"ani", "budi"})
    found = effect([first, first])
    assert found.total == pytest.approx(160)
    assert found.size == 800
    assert found.low < 160 < found.high


def test_a_common_rise_is_no_difference() -> None:
    rising = {
        name: [1.0 * n, 2.0 * n, 3.0 * n, 0, 4.0 * n, 5.0 * n]
        for n, name in enumerate("abcd", 1)
    }
    stack = stack_of(rising, {"a", "b"})
    assert contrast([stack], SCOPE, [slope(stack)]).total == pytest.approx(0)
    weights, bases = pretended([stack])
    assert contrast([stack], SCOPE, weights, base=bases).total == pytest.approx(0)
