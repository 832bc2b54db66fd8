"""Cases in which the evaluators once disagreed, each as small as it could be made."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from evaluators import laid, told_by_batch, told_by_reference

from setia_engine.reference.rows import Facts
from setia_engine.run.duckdb import DuckDBEngine
from setia_engine.testing.builders import a_line, a_plan

LATER = datetime.fromisoformat("2100-01-01T00:00:00+07:00")


def agreed(plans, *lines, as_of=LATER, form="csv", **more) -> dict[str, list[str]]:
    """Return the rows that the reference and DuckDB both tell, without their headers."""
    world = Facts(lines, **more)
    meant = told_by_reference(plans, world, as_of)
    with laid(world, form) as facts:
        assert told_by_batch(plans, facts, DuckDBEngine(facts), as_of) == meant
    return {name: text.splitlines()[1:] for name, text in meant.items()}


def test_a_rate_for_a_place_is_carried_by_each_lines_part_of_the_measure() -> None:
    plan = a_plan(reward={"ranking": [{"place": 1, "rate": "10%"}], "of": "margin"})

    found = agreed(
        [plan],
        a_line(order_id="A", amount=300_000, cost=0),
        a_line(order_id="B", amount=100_000, cost=100_000),
    )

    assert found["explain"] == [
        "plan,2026-11-01,,ani,A,1,300000.000000,22500.00",
        "plan,2026-11-01,,ani,B,1,100000.000000,7500.00",
    ]


ENORMOUS = 10**13
SIX_DECIMALS = {
    "a table of rates on margin": {
        "reward": {
            "rate": {
                "by": "product",
                "values": {"sabun": Decimal("1.499999")},
                "otherwise": Decimal("0.000001"),
            },
            "of": "margin",
        }
    },
    "slices of grown margin": {
        "measure": {"growth": "margin", "over": "previous"},
        "reward": {
            "mode": "incremental",
            "tiers": [
                {"from": 0, "rate": Decimal("0.333333")},
                {"from": "33.3333%", "rate": Decimal("0.777777")},
            ],
        },
    },
}


@pytest.mark.parametrize("terms", SIX_DECIMALS.values(), ids=SIX_DECIMALS)
def test_awards_on_enormous_amounts_are_explained_to_the_hundredth(terms) -> None:
    plan = a_plan(rounding={"to": Decimal("0.01"), "mode": "down"}, **terms)

    found = agreed(
        [plan],
        a_line("2026-10-10T10:00:00", order_id="O", amount=ENORMOUS - 7, cost=1),
        a_line(order_id="A", amount=ENORMOUS, cost=0),
        a_line(order_id="B", amount=ENORMOUS - 1, cost=1),
    )

    [award] = found["awards"]
    parts = [Decimal(line.split(",")[-1]) for line in found["explain"]]
    assert len(parts) == 2
    assert sum(parts) == Decimal(award.split(",")[-3])


def test_a_clock_change_is_where_it_is_whatever_fraction_of_a_second_comes_first() -> None:
    plan = a_plan(
        period={"from": "2024-03-01", "to": "2024-03-31", "timezone": "America/New_York"}
    )

    found = agreed(
        [plan],
        a_line("2024-03-10T00:00:00.999999", order_id="A"),
        a_line("2024-03-10T03:00:00", order_id="B"),
        as_of=datetime.fromisoformat("2024-03-10T07:30:00+00:00"),
    )

    assert [line.split(",")[4] for line in found["explain"]] == ["A", "B"]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_an_id_keeps_a_byte_order_mark_that_is_part_of_it(form) -> None:
    found = agreed([a_plan()], a_line(order_id="\ufeffA"), form=form)

    assert found["explain"] == ["plan,2026-11-01,,ani,\ufeffA,1,100000.000000,10000.00"]


BELOW_NOTHING = {
    "of revenue": {
        "reward": {"mode": "incremental", "tiers": [{"from": -500, "rate": "10%"}]}
    },
    "of grown revenue": {
        "measure": {"growth": "revenue", "over": "previous"},
        "reward": {"mode": "incremental", "tiers": [{"from": "-150%", "rate": "10%"}]},
    },
}


@pytest.mark.parametrize("terms", BELOW_NOTHING.values(), ids=BELOW_NOTHING)
def test_the_last_line_carries_what_slices_below_nothing_earn(terms) -> None:
    found = agreed(
        [a_plan(**terms)],
        a_line("2026-10-10T10:00:00", order_id="O", amount=1_000),
        a_line(order_id="A", amount=100_000),
        a_line("2026-11-11T10:00:00", order_id="B", amount=-100_000, quantity=-1),
    )

    assert found["explain"] == [
        "plan,2026-11-01,,ani,A,1,100000.000000,0.00",
        "plan,2026-11-01,,ani,B,1,-100000.000000,50.00",
    ]
