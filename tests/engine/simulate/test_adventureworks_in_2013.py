"""A growth rebate over 2013, simulated from 2012, worked out again in plain Python."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from setia_engine.run.load import open_facts
from setia_engine.simulate.simulate import simulate
from setia_engine.testing.builders import a_plan

from tried import STILL  # isort: skip

DATA = Path(__file__).parents[4] / "shared/data/adventureworks"
PLAN = {
    "period": {"from": "2013-01-01", "to": "2013-12-31", "every": "quarter"},
    "credit": "buyer",
    "measure": {"growth": "revenue", "over": "last_year"},
    "reward": {
        "mode": "retroactive",
        "tiers": [{"from": "10%", "rate": "1%"}, {"from": "20%", "rate": "2%"}],
    },
}


@pytest.mark.slow
@pytest.mark.skipif(not DATA.is_dir(), reason=f"no folder {DATA.name} beside the checkout")
def test_a_growth_rebate_costs_what_plain_python_says():
    as_of = datetime.fromisoformat("2012-12-31T23:59:59+07:00")
    with open_facts(DATA, {"Asia/Jakarta"}) as facts:
        figures = simulate(a_plan(**PLAN), [], facts, as_of, STILL).figures
    revenue, margin = _sums()
    assert (figures.looked.start, figures.looked.end) == (
        date(2012, 1, 1),
        date(2012, 12, 31),
    )
    assert figures.costs.as_was == _rebate(revenue)
    assert figures.sold.revenue == int(sum(_of_2012(revenue).values()) * 100)
    assert figures.margins.before == int(sum(_of_2012(margin).values()) * 100)
    assert figures.sold.parties == len({buyer for buyer, _, _ in _of_2012(revenue)})


def _sums():
    """Sum revenue and margin by buyer, year and quarter."""
    table = pq.read_table(DATA / "sale_lines.parquet")
    revenue, margin = defaultdict(Decimal), defaultdict(Decimal)
    for row in table.select(["buyer_id", "sold_at", "amount", "cost"]).to_pylist():
        day = row["sold_at"]
        key = row["buyer_id"], day.year, (day.month - 1) // 3
        revenue[key] += row["amount"]
        margin[key] += row["amount"] - row["cost"]
    return revenue, margin


def _of_2012(sums):
    return {key: one for key, one in sums.items() if key[1] == 2012 and key[0]}


def _rebate(revenue):
    total = 0
    for (buyer, year, quarter), sold in _of_2012(revenue).items():
        base = revenue.get((buyer, year - 1, quarter), Decimal(0))
        if base <= 0:
            continue
        growth = sold / base - 1
        rate = Decimal("0.02") if growth >= Decimal("0.2") else Decimal("0.01")
        if growth >= Decimal("0.1"):
            total += int((sold * rate).quantize(Decimal(1), ROUND_HALF_UP)) * 100
    return total
