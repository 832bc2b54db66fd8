"""The demo's programs can be read, break no rule, and pay a plausible share of people."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from setia.demo.business import Business, generate
from setia.demo.plan_documents import days_around
from setia.demo.size import Size
from setia.demo.write_facts import write_facts
from setia_engine.plan.document import Plan
from setia_engine.plan.read import read_plan_text
from setia_engine.run.duckdb import DuckDBEngine
from setia_engine.run.evaluate import evaluate
from setia_engine.run.load import open_facts

ZONE = "Asia/Jakarta"
SCHEMES = [
    "c01",
    "c02",
    "c03",
    "c04",
    "c05",
    "c06",
    "c07",
    "c08",
    "c09",
    "c10",
    "c11",
    "c12",
    "c14",
]
EVERYBODY = {"kampanye-distributor", "jumat-berbagi"}
"""A distributor sells something every month, so all eight of them earn."""


def plans_of(business: Business) -> list[Plan]:
    return [
        plan
        for name, text in business.plans.items()
        for plan in read_plan_text(text, f"{name}.yaml")
    ]


def awards_of(business: Business, folder: Path) -> dict[str, pa.Table]:
    write_facts(business, folder)
    after = datetime.combine(business.last_day + timedelta(days=1), time(), UTC)
    as_of = after - timedelta(hours=7, seconds=1)
    with open_facts(folder, {ZONE}) as facts:
        outcomes = evaluate(plans_of(business), facts, DuckDBEngine(facts), as_of)
        return {outcome.plan.id: outcome.awards for outcome in outcomes}


@pytest.fixture(scope="session")
def awards(
    business: Business, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, pa.Table]:
    return awards_of(business, tmp_path_factory.mktemp("demo"))


def test_every_scheme_has_a_program_and_a_campaign_has_three(business: Business) -> None:
    assert sorted({name[:3] for name in business.plans}) == SCHEMES
    assert sum(name.startswith("c08") for name in business.plans) == 3


def test_every_program_has_a_title_in_both_languages(business: Business) -> None:
    for plan in plans_of(business):
        assert plan.title is not None
        assert set(plan.title.model_dump(exclude_none=True)) == {"id", "en"}, plan.id


def test_every_program_pays_some_and_not_all(
    business: Business, awards: dict[str, pa.Table]
) -> None:
    roles = dict(
        zip(
            business.parties["party_id"].to_pylist(),
            business.parties["role"].to_pylist(),
            strict=True,
        )
    )
    assert sorted(awards) == sorted(plan.id for plan in plans_of(business))
    for plan_id, table in awards.items():
        winners = set(table["party_id"].to_pylist())
        their_roles = {roles[one] for one in winners}
        everybody = sum(one in their_roles for one in roles.values())
        assert len(winners) >= 3, plan_id
        assert plan_id in EVERYBODY or len(winners) < 0.8 * everybody, plan_id


def test_some_awards_are_final_and_some_provisional(awards: dict[str, pa.Table]) -> None:
    for plan_id in ("komisi-reseller", "bonus-pencapaian", "rabat-pertumbuhan"):
        assert set(awards[plan_id]["status"].to_pylist()) == {"final", "provisional"}


def test_the_programs_pay_money_points_and_goods(awards: dict[str, pa.Table]) -> None:
    units = {unit for table in awards.values() for unit in table["unit"].to_pylist()}
    assert units == {"money", "points", "goods"}


def test_returns_take_commission_back(awards: dict[str, pa.Table]) -> None:
    amounts = awards["komisi-reseller"]["amount"]
    assert pc.min(amounts).as_py() < 0 < pc.max(amounts).as_py()


@pytest.mark.parametrize(
    "last_day", [date(2026, 12, 1), date(2027, 3, 31), date(2028, 2, 29)], ids=str
)
def test_a_tenth_of_the_business_on_an_awkward_last_day_is_evaluated(
    last_day: date, tmp_path: Path
) -> None:
    tenth = generate(1, last_day, size=Size(resellers=60, customers=400, key_accounts=8))
    paid = awards_of(tenth, tmp_path)
    assert len(paid) == 18
    assert sum(table.num_rows > 0 for table in paid.values()) >= 14


def test_the_days_around_the_first_of_january() -> None:
    days = days_around(date(2027, 1, 1))
    assert days["month_from"] == "2027-01-01"
    assert days["month_to"] == "2027-01-31"
    assert days["previous_month_from"] == "2026-12-01"
    assert days["three_months_from"] == "2026-10-01"
    assert (days["previous_quarter_from"], days["quarter_to"]) == (
        "2026-10-01",
        "2027-03-31",
    )
