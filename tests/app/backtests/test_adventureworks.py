"""A growth rebate over the published sales of a maker of bicycles, held against plain Python.

The data lie beside the checkout where somebody has put them; they are no part of the project.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pyarrow.parquet as pq
import pytest

from setia.backtests.backtest import Question, backtest
from setia.backtests.report import Report
from setia_engine.plan.read import read_plan_text

DATA = Path(__file__).parents[4] / "shared/data/adventureworks"
pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the sales of AdventureWorks are not beside the checkout"
)
ZONE = ZoneInfo("America/New_York")
AS_OF = datetime(2014, 1, 29, tzinfo=ZONE)
SOME = ("T1", "T3", "T5", "T6", "T7")
DOCUMENT = """
setia: 1
id: growth-2013
period: {{from: 2013-01-01, to: 2013-12-31, timezone: America/New_York}}
credit: buyer
eligible: {eligible}
measure: {{growth: revenue, over: last_year}}
reward:
  mode: retroactive
  of: increment
  tiers:
    - {{from: 10%, rate: 2%}}
    - {{from: 20%, rate: 4%}}
"""


def looked_back(eligible: str) -> Report:
    (plan,) = read_plan_text(DOCUMENT.format(eligible=eligible), "growth.yaml")
    return backtest(Question((plan,), AS_OF), DATA)


@pytest.fixture(scope="module")
def some() -> Report:
    return looked_back(f"{{role: reseller, territory: [{', '.join(SOME)}]}}")


@pytest.fixture(scope="module")
def territories() -> dict[str, str]:
    rows = pq.read_table(DATA / "parties.parquet").to_pylist()
    return {row["party_id"]: row["territory"] for row in rows if row["role"] == "reseller"}


@pytest.fixture(scope="module")
def sold(territories) -> dict[tuple[str, date], Decimal]:
    """What each reseller bought on each day, summed by hand."""
    found: dict[tuple[str, date], Decimal] = defaultdict(Decimal)
    columns = ["buyer_id", "sold_at", "amount"]
    for row in pq.read_table(DATA / "sale_lines.parquet", columns=columns).to_pylist():
        if row["buyer_id"] in territories:
            found[row["buyer_id"], row["sold_at"].date()] += row["amount"]
    return found


def between(sold, parties, first: date, last: date) -> Decimal:
    return sum(
        (
            amount
            for (party, day), amount in sold.items()
            if party in parties and first <= day <= last
        ),
        Decimal(0),
    )


def test_the_cost_is_what_a_loop_over_the_resellers_gives(some, sold, territories) -> None:
    cost = Decimal(0)
    for party, territory in territories.items():
        if territory not in SOME:
            continue
        now = between(sold, {party}, date(2013, 1, 1), date(2013, 12, 31))
        base = between(sold, {party}, date(2012, 1, 1), date(2012, 12, 31))
        growth = now / base - 1 if base > 0 else Decimal(0)
        rate = Decimal("0.04") if growth >= Decimal("0.2") else Decimal("0.02")
        if growth >= Decimal("0.1"):
            cost += ((now - base) * rate).quantize(Decimal(1), ROUND_HALF_UP)
    assert some.cost_minor == cost * 100


def test_what_both_sides_sold_and_the_effect_are_those_of_plain_sums(
    some, sold, territories
) -> None:
    year = date(2011, 12, 1), date(2012, 11, 30)
    there = {
        name
        for name in set(territories.values())
        if _sold_in(sold, territories, name, year)
    }
    ours = {party for party, name in territories.items() if name in SOME}
    others = {
        party for party, name in territories.items() if name in there and name not in SOME
    }
    before, during = (
        [between(sold, side, *span) for side in (ours, others)]
        for span in (year, (date(2013, 1, 1), date(2013, 12, 31)))
    )
    assert some.design == "territories"
    assert some.ours is not None
    assert some.ours.before_minor == before[0] * 100
    assert some.ours.during_minor == during[0] * 100
    effect = during[0] - before[0] * during[1] / before[1]
    assert some.effects["scope"].best == pytest.approx(int(effect * 100), abs=2)


def _sold_in(sold, territories, name: str, span) -> bool:
    parties = {party for party, place in territories.items() if place == name}
    return between(sold, parties, *span) > 0


def test_what_it_says_is_honest_about_a_profit_that_may_be_a_loss(some) -> None:
    assert (some.verdict, some.reasons) == ("unsure", ("profit_or_loss",))
    assert some.profit is not None
    assert some.profit.low < 0 < some.profit.high
    assert some.cautions == ("not_drawn",)


def test_where_every_reseller_was_eligible_it_cannot_be_told() -> None:
    found = looked_back("{role: reseller}")
    assert (found.verdict, found.reasons) == ("cannot", ("everyone_eligible",))
    assert found.cost_minor == 18_643_700
