from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from builders import NOON, a_line, a_party, a_product, a_promise, an_arrival

from setia.awards.compute_standing import compute_standing
from setia.awards.explain_award import explain_award
from setia.awards.provisional import provisional
from setia.awards.standing import Asked, latest_standing, rows_of, windows_of
from setia.people.models import Merge
from setia.sales.mirror.facts_as_known import facts_as_known
from setia.sales.models import Reversal

BONUS = """
setia: 1
id: bonus-november
title: {id: Bonus November, en: November bonus}
period: {from: 2026-11-01, to: 2026-11-30}
measure: revenue
conditions:
  - {measure: revenue, at_least: 200000}
reward:
  rate: 10%
"""
WINDOW = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def on_a_november_day(own_business):
    with time_machine.travel(datetime(2026, 11, 20, 3, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def sold():
    seller = a_party("R-1")
    a_line("INV-1", seller, a_product("P-1"), amount_minor=25_000_000)
    return seller


EVERYBODY = Asked()


def amounts(asked=EVERYBODY):
    return {row.party: row.amount for row in rows_of(compute_standing(), asked).rows}


def test_a_program_gives_what_the_engine_says(sold):
    a_promise(BONUS)

    assert amounts() == {"R-1": Decimal(25_000)}


def test_a_business_without_sales_has_an_empty_standing():
    a_promise(BONUS)

    assert amounts() == {}


def test_a_sale_made_later_shows_once_the_standing_is_brought_up_to_date(sold):
    a_promise(BONUS)
    compute_standing()

    a_line("INV-2", sold, a_product("P-2"), amount_minor=10_000_000)

    assert amounts() == {"R-1": Decimal(35_000)}


def test_nothing_is_evaluated_again_where_nothing_changed(sold):
    a_promise(BONUS)

    assert compute_standing() == compute_standing()


def test_a_page_gets_the_last_standing_and_is_told_that_it_is_behind(sold):
    a_promise(BONUS)
    first = provisional()

    a_line("INV-2", sold, a_product("P-2"), amount_minor=10_000_000)
    second = provisional()

    assert (first.behind, second.behind) == (False, True)
    assert second.standing == latest_standing() == first.standing


def test_a_reversed_line_no_longer_counts_and_still_counts_as_it_was_known_then(sold):
    a_promise(BONUS)
    line = a_line("INV-2", sold, a_product("P-2"), amount_minor=10_000_000)
    Reversal.objects.create(
        line=line, at=NOON + timedelta(days=5), arrival=an_arrival(), reason="wrong price"
    )

    assert amounts() == {"R-1": Decimal(25_000)}
    with facts_as_known(NOON + timedelta(days=1)) as then:
        assert (then / "sale_lines.parquet").is_file()
    with facts_as_known(NOON + timedelta(days=6)) as later:
        assert not (later / "sale_lines.parquet").exists()


def test_the_sales_of_a_merged_party_count_for_the_one_it_was_merged_into(sold):
    a_promise(BONUS)
    other = a_party("R-2")
    a_line("INV-2", other, a_product("P-2"), amount_minor=10_000_000)
    compute_standing()

    Merge.objects.create(gone=sold, kept=other, at=NOON, by="test")

    assert amounts() == {"R-2": Decimal(35_000)}


def test_rows_are_narrowed_to_the_parties_that_somebody_may_see(sold):
    a_promise(BONUS)
    a_line("INV-2", a_party("R-2"), a_product("P-2"), amount_minor=30_000_000)

    assert amounts(Asked(parties=["R-2"])) == {"R-2": Decimal(30_000)}


def test_a_window_sums_its_awards(sold):
    a_promise(BONUS)
    standing = compute_standing()

    (window,) = windows_of(standing, Asked(program="bonus-november"))

    assert (window.window_from, window.awards, window.amount, window.final) == (
        WINDOW,
        1,
        Decimal(25_000),
        False,
    )


def test_an_award_is_explained_down_to_the_sale_line(sold):
    a_promise(BONUS)

    tale = explain_award(compute_standing(), "bonus-november", "R-1", WINDOW, "", "id")

    assert [(part.order_id, part.amount) for part in tale.parts] == [("INV-1", "25.000")]
    assert tale.conditions[0].kept
