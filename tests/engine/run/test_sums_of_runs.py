"""What a run's tables sum to: awards, budgets, and nothing where all was taken back."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from crowds import crowds, widened
from evaluators import Told, laid, told_by_batch
from hypothesis import given
from hypothesis import strategies as st
from profiles import one_in

from setia_engine.run.duckdb import DuckDBEngine
from setia_engine.testing.document_rewards import (
    incremental_tiers,
    per_unit_rewards,
    rate_rewards,
    step_rewards,
)
from setia_engine.testing.document_scopes import Counted, as_number
from setia_engine.testing.documents import documents_in, frames
from setia_engine.testing.strategies import Situation
from setia_engine.testing.worlds import LOCAL_TIMES, THE_END, facts, line_rows


def told(situation: Situation) -> Told:
    with laid(situation.facts) as world:
        engine = DuckDBEngine(world)
        return told_by_batch(situation.plans, world, engine, situation.as_of)


def rows(tables: Told, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(tables[name].splitlines()))


def sums(
    tables: Told, name: str, order: str = "order_id"
) -> dict[tuple[str, ...], Decimal]:
    """Return what each award's rows in a table sum to."""
    total: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for row in rows(tables, name):
        award = (row["plan_id"], row["window_from"], row[order], row["party_id"])
        total[award] += Decimal(row["amount"])
    return dict(total)


@one_in(2)
@given(crowds(least=10, most=20))
def test_explained_and_funded_parts_sum_to_each_award(situation) -> None:
    tables = told(situation)

    due = sums(tables, "awards")
    assert sums(tables, "explain", "order_id_of_window") == due
    assert sums(tables, "funding") == due


def paid_out(tables: Told, plan_id: str) -> Decimal:
    """Return what a plan pays; what it takes back is neither scaled nor counted."""
    amounts = [row["amount"] for row in rows(tables, "awards") if row["plan_id"] == plan_id]
    return sum((Decimal(amount) for amount in amounts if "-" not in amount), Decimal(0))


@one_in(2)
@given(
    crowds(least=4, most=8),
    st.integers(0, 5_000),
    st.sampled_from(["prorate", "first_come"]),
)
def test_an_exceeded_budget_is_paid_out_to_the_last_unit(
    situation, units, on_budget
) -> None:
    alone = [
        {key: value for key, value in document.items() if key != "stacking"}
        for document in situation.documents
    ]
    free, held, budgets = [], [], []
    for document in alone:
        to = document.get("rounding", {"to": 1})["to"]
        caps = {"budget": units * to, "on_budget": on_budget}
        free.append(document | {"id": f"free-{document['id']}", "caps": {}})
        held.append(document | {"id": f"held-{document['id']}", "caps": caps})
        budgets.append(caps["budget"])

    tables = told(replace(situation, documents=[*free, *held]))

    for unbounded, bounded, budget in zip(free, held, budgets, strict=True):
        wanted = paid_out(tables, unbounded["id"])
        assert paid_out(tables, bounded["id"]) == min(wanted, budget)


LINEAR = [rate_rewards, per_unit_rewards, step_rewards, incremental_tiers]


@st.composite
def linear_documents(draw: st.DrawFn, plan_id: str, returns: str):
    """Return plans whose reward follows every line there and back."""
    measure = Counted(draw(st.sampled_from(["quantity", "revenue", "margin"])))
    reward = draw(st.sampled_from(LINEAR).flatmap(lambda kind: kind(measure)))
    from_nothing = [
        tier for tier in reward.get("tiers", ()) if as_number(tier["from"]) >= 0
    ]
    if "tiers" in reward:
        reward = reward | {"tiers": from_nothing} if from_nothing else {"rate": "10%"}
    document = draw(documents_in(draw(frames()), plan_id))
    document = draw(st.sampled_from([document, widened(document)]))
    return document | {"measure": measure.name, "reward": reward, "returns": returns}


@st.composite
def taken_back(draw: st.DrawFn, returns: str, *, at_once: bool) -> Situation:
    """Return sales that are all undone, each by an order of its own, at once or any time."""
    number_of_plans = draw(st.integers(4, 10))
    documents = [
        draw(linear_documents(f"plan-{number}", returns))
        for number in range(number_of_plans)
    ]
    sales = draw(st.lists(line_rows(aware=False, late=False).filter(sold), max_size=12))
    returned = st.sampled_from(LOCAL_TIMES)
    lines = [
        line
        for number, sale in enumerate(sales)
        for line in undone(sale, number, sale.sold_at if at_once else draw(returned))
    ]
    return Situation(documents, replace(draw(facts(most_lines=0)), lines=lines), THE_END)


def sold(line) -> bool:
    return line.quantity > 0 and line.amount >= 0


def undone(line, number: int, returned_at):
    """Return the sale as an order of its own, and the return of all of it."""
    sale = replace(line, order_id=f"S{number}", line_no=1, returns_order_id=None)
    back = replace(
        sale,
        order_id=f"R{number}",
        sold_at=returned_at,
        quantity=-line.quantity,
        amount=-line.amount,
        cost=None if line.cost is None else -line.cost,
        returns_order_id=sale.order_id,
    )
    return sale, back


@one_in(2)
@given(taken_back("deduct", at_once=True))
def test_a_sale_and_its_return_in_one_window_come_to_nothing(situation) -> None:
    windowed = [
        document
        for document in situation.documents
        if document["period"].get("every") != "order"
    ]

    assert rows(told(replace(situation, documents=windowed)), "awards") == []


@one_in(2)
@given(taken_back("restate", at_once=False))
def test_a_sale_and_its_return_in_any_window_come_to_nothing_when_restated(
    situation,
) -> None:
    assert rows(told(situation), "awards") == []
