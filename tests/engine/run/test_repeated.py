"""Facts that change under an engine that is asked again: the same as facts opened anew."""

from __future__ import annotations

from datetime import UTC, datetime

import pyarrow as pa
import pytest

from setia_engine.plan.read import read_plan_text
from setia_engine.run.duckdb import DuckDBEngine
from setia_engine.run.evaluate import Told, evaluate
from setia_engine.run.load import open_facts
from setia_engine.run.load.relay_orders import relay_orders
from setia_engine.run.repeated import RepeatedDuckDBEngine

AS_OF = datetime(2026, 11, 30, 16, tzinfo=UTC)
SPAN = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
ZONE = "Asia/Jakarta"
PLAN = """
setia: 1
id: lomba
period: {from: 2026-11-01, to: 2026-11-30, every: week}
returns: restate
conditions: [{measure: orders, at_least: 1}]
reward: {mode: retroactive, tiers: [{from: 100, rate: 10%}, {from: 500, rate: 20%}]}
"""
HEAD = "order_id,line_no,sold_at,seller_id,product_id,quantity,amount,returns_order_id\n"
FIRST = (
    HEAD
    + "A,1,2026-11-03T10:00:00+07:00,R-1,P,1,100,\nB,1,2026-11-04T10:00:00+07:00,R-2,P,1,90,\n"
)
LATER = {
    "B": "B,1,2026-11-04T10:00:00+07:00,R-2,P,2,600,\n",
    "C": "C,1,2026-11-20T10:00:00+07:00,R-2,P,-1,-200,B\n",
}


@pytest.fixture
def facts(tmp_path):
    with opened(tmp_path / "first", FIRST) as laid:
        yield laid


def folder_of(path, lines):
    path.mkdir()
    (path / "sale_lines.csv").write_text(lines)
    return path


def opened(path, lines):
    return open_facts(folder_of(path, lines), {ZONE}, span=SPAN)


def rows(facts, engine):
    found = evaluate(read_plan_text(PLAN, "plan.yaml"), facts, engine, AS_OF, explain=True)
    (outcome,) = found
    return outcome.awards.to_pylist(), outcome.standings.to_pylist()


def test_orders_laid_anew_count_as_if_they_had_been_there_from_the_start(facts, tmp_path):
    engine = RepeatedDuckDBEngine(facts)
    before = rows(facts, engine)

    new = folder_of(tmp_path / "new", HEAD + "".join(LATER.values()))
    assert relay_orders(facts, sorted(LATER), new)

    with opened(
        tmp_path / "whole", FIRST.rsplit("B,", 1)[0] + "".join(LATER.values())
    ) as whole:
        meant = rows(whole, DuckDBEngine(whole))
    assert rows(facts, engine) == meant != before


def test_an_order_without_lines_is_gone(facts, tmp_path):
    engine = RepeatedDuckDBEngine(facts)
    assert [row["party_id"] for row in rows(facts, engine)[1]] == ["R-1", "R-2"]

    assert relay_orders(facts, ["B"], folder_of(tmp_path / "new", HEAD))

    assert [row["party_id"] for row in rows(facts, engine)[1]] == ["R-1"]


@pytest.mark.parametrize(
    "line", ["D,1,2026-11-05,R-9,P,1,9,\n", "D,1,2026-11-05,R-1,Q,1,9,\n"]
)
def test_a_line_of_somebody_unknown_changes_nothing(facts, tmp_path, line):
    engine = RepeatedDuckDBEngine(facts)
    before = rows(facts, engine)

    assert not relay_orders(facts, ["A", "D"], folder_of(tmp_path / "new", HEAD + line))

    assert rows(facts, engine) == before


def test_few_parties_can_be_explained_and_standings_be_told_without(facts):
    plans = read_plan_text(PLAN, "plan.yaml")
    engine = DuckDBEngine(facts)
    (few,) = evaluate(plans, facts, engine, AS_OF, explain=Told(parties=["R-1"]))
    (none,) = evaluate(plans, facts, engine, AS_OF, explain=Told(lines=False))
    (nobody,) = evaluate(plans, facts, engine, AS_OF, explain=Told(parties=["R-2"]))

    lines = pa.concat_tables(few.explain).to_pylist()
    assert [(line["party_id"], line["amount"]) for line in lines] == [("R-1", 10)]
    assert (none.explain, nobody.explain) == ((), ())
    assert none.standings.equals(few.standings)
