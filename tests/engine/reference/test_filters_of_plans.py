"""Whose lines count and which: eligible, scope, and the values of the day."""

from __future__ import annotations

import pytest
from asked import awards, changed, paid

from setia_engine.testing.builders import a_line, a_party, a_plan, a_product

PAID = {"ani": 10_000}
NOVEMBER = {"from": "2026-11-01", "to": "2026-11-30"}
ANI = a_party(
    "ani",
    role="reseller",
    tier="emas",
    category="besar",
    territory="barat",
    joined_on="2026-11-01",
)
BUDI = a_party("budi", role="outlet", tier="perak")
SABUN = a_product("sabun", category="A", brand="Melati", supplier_id="pabrik")


@pytest.mark.parametrize(
    "eligible",
    [
        {"party": "ani"},
        {"role": "reseller"},
        {"tier": " emas "},
        {"category": ["kecil", "besar"]},
        {"territory": "barat", "role": "reseller"},
        {"not": {"tier": "perak"}},
        {"not": {"tier": "emas", "territory": "timur"}},
        {"not": {"tier": "emas", "not": {"role": "reseller"}}},
    ],
)
def test_an_eligible_party_earns(eligible) -> None:
    assert paid(a_plan(eligible=eligible), a_line(), parties=[ANI]) == PAID


@pytest.mark.parametrize(
    "eligible",
    [
        {"party": "Ani"},
        {"role": "outlet"},
        {"tier": "Emas"},
        {"category": "besar", "territory": "timur"},
        {"not": {"tier": "emas"}},
        {"not": {"party": ["ani", "budi"]}},
    ],
)
def test_a_party_that_is_not_eligible_has_no_row(eligible) -> None:
    assert paid(a_plan(eligible=eligible), a_line(), parties=[ANI]) == {}


def test_a_party_in_no_table_has_an_id_and_no_attributes() -> None:
    assert paid(a_plan(eligible={"party": "ani"}), a_line()) == PAID
    assert paid(a_plan(eligible={"role": "reseller"}), a_line()) == {}
    assert paid(a_plan(eligible={"not": {"role": "reseller"}}), a_line()) == PAID


@pytest.mark.parametrize(
    ("as_of", "eligible"),
    [("2026-11-20T23:59:59+07:00", True), ("2026-11-21T00:00:00+07:00", False)],
)
def test_eligible_looks_at_today_while_the_window_runs(as_of, eligible) -> None:
    plan = a_plan(eligible={"tier": "emas"})
    fallen = changed("ani", "tier", "perak", "2026-11-21")

    found = paid(plan, a_line(), parties=[ANI], history=[fallen], as_of=as_of)

    assert bool(found) is eligible


def test_eligible_looks_at_the_last_day_of_a_window_that_is_over() -> None:
    plan = a_plan(eligible={"tier": "emas"})
    fallen = changed("ani", "tier", "perak", "2026-12-01")

    assert paid(plan, a_line(), parties=[ANI], history=[fallen]) == PAID


def test_eligible_looks_at_today_in_a_window_without_an_end() -> None:
    plan = a_plan(eligible={"tier": "emas"}, period={"from": "2026-11-01"})
    fallen = changed("ani", "tier", "perak", "2027-05-01")
    given = {"parties": [ANI], "history": [fallen]}

    assert paid(plan, a_line(), as_of="2027-04-30T23:00:00+07:00", **given) == PAID
    assert paid(plan, a_line(), as_of="2027-05-01T00:00:00+07:00", **given) == {}


def test_before_its_first_history_row_the_value_of_the_party_holds() -> None:
    plan = a_plan(eligible={"territory": "barat"})
    rows = [
        changed("ani", "territory", "timur", "2026-12-01"),
        changed("ani", "territory", "barat", "2027-12-01"),
    ]

    assert paid(plan, a_line(), parties=[ANI], history=rows) == PAID


@pytest.mark.parametrize(
    "scope",
    [
        {},
        {"product": "sabun"},
        {"category": "A"},
        {"brand": ["Mawar", "Melati"]},
        {"supplier": "pabrik"},
        {"channel": "toko"},
        {"weekday": ["mon", "tue"]},
        {"buyer_role": "outlet"},
        {"buyer_tier": "perak"},
        {"seller": "ani", "buyer": "budi"},
        {"joined_within": 9},
        {"not": {"brand": "Melati", "channel": "chat"}},
    ],
)
def test_a_line_in_scope_counts(scope) -> None:
    line = a_line("2026-11-10T10:00:00", channel=" toko ")

    found = paid(a_plan(scope=scope), line, parties=[ANI, BUDI], products=[SABUN])

    assert found == PAID


@pytest.mark.parametrize(
    "scope",
    [
        {"product": "Sabun"},
        {"category": "a"},
        {"channel": "chat"},
        {"weekday": "wed"},
        {"buyer_role": "reseller"},
        {"buyer": "ani"},
        {"joined_within": 8},
        {"not": {"brand": "Melati"}},
        {"not": {}},
    ],
)
def test_a_line_out_of_scope_does_not_count(scope) -> None:
    line = a_line("2026-11-10T10:00:00", channel="toko")

    assert paid(a_plan(scope=scope), line, parties=[ANI, BUDI], products=[SABUN]) == {}


def test_a_missing_value_matches_nothing_and_is_kept_by_not() -> None:
    line = a_line(buyer_id=None, channel=None)

    assert paid(a_plan(scope={"channel": "toko"}), line) == {}
    assert paid(a_plan(scope={"buyer_role": "outlet"}), line) == {}
    assert paid(a_plan(scope={"not": {"channel": "toko", "buyer": "budi"}}), line) == PAID


def test_a_line_before_the_party_joined_is_no_newcomers_line() -> None:
    plan = a_plan(scope={"joined_within": 30}, period=NOVEMBER | {"from": "2026-10-01"})

    found = paid(plan, a_line("2026-10-31T10:00:00"), parties=[ANI])

    assert found == {}


def test_the_tier_of_the_buyer_on_the_day_of_the_line_counts() -> None:
    plan = a_plan(scope={"buyer_tier": "perak"})
    risen = changed("budi", "tier", "emas", "2026-11-11")
    lines = [a_line("2026-11-10T23:59:59"), a_line("2026-11-11T00:00:00", order_id="B")]

    assert paid(plan, *lines, parties=[BUDI], history=[risen]) == PAID


def test_a_restated_return_is_seen_as_on_the_day_of_its_order() -> None:
    plan = a_plan(scope={"weekday": "tue"}, returns="restate")
    sold = a_line("2026-11-10T10:00:00", amount=300_000)
    wednesday = a_line(
        "2026-11-11T10:00:00",
        order_id="R",
        quantity=-1,
        amount=-100_000,
        returns_order_id="A",
    )

    assert paid(plan, sold, wednesday) == {"ani": 20_000}


def test_a_table_by_tier_follows_the_credited_party_from_day_to_day() -> None:
    table = {"by": "tier", "values": {"emas": "20%", "perak": "10%"}, "otherwise": "1%"}
    fallen = [
        changed("ani", "tier", "perak", "2026-11-11"),
        changed("ani", "tier", None, "2026-11-12"),
    ]
    lines = [a_line(f"2026-11-{day}T10:00:00", order_id=f"O{day}") for day in (10, 11, 12)]

    found = paid(a_plan(reward={"rate": table}), *lines, parties=[ANI], history=fallen)

    assert found == {"ani": 20_000 + 10_000 + 1_000}


def test_windows_are_cut_from_the_calendar_and_clipped_to_the_period() -> None:
    plan = a_plan(period={"from": "2026-10-15", "to": "2026-12-10", "every": "month"})
    days = ["2026-10-14", "2026-10-15", "2026-11-30", "2026-12-10", "2026-12-11"]
    lines = [a_line(f"{day}T10:00:00", order_id=day) for day in days]

    found = awards(plan, *lines)

    assert [(str(row.window_from), str(row.window_to)) for row in found] == [
        ("2026-10-15", "2026-10-31"),
        ("2026-11-01", "2026-11-30"),
        ("2026-12-01", "2026-12-10"),
    ]
