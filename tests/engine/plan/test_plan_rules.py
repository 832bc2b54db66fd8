"""Rules between keys: each told with its place, and silent where the keys agree."""

from __future__ import annotations

import pytest

from setia_engine.plan.check import check_plan, check_run
from setia_engine.plan.document import Plan
from setia_engine.plan.read import plan_from
from setia_engine.testing.builders import a_document, a_plan

NOVEMBER = {"from": "2026-11-01", "to": "2026-11-30"}
GROWTH = {"growth": "revenue", "over": "previous"}
QUANTITY_GROWTH = {"growth": "quantity", "over": "last_year"}
TABLE = {"by": "category", "values": {"A": "30%"}}
RATES = [{"from": 0, "rate": "1%"}, {"from": 10, "rate": "2%"}]
FLATS = [{"from": 1, "flat": 100}, {"from": 5, "flat": 200}]
UNITS = [{"from": 0, "per_unit": 100}]
RACE = [{"reach": 50, "flat": 100_000}]
SCOPE = {"category": "A"}


def tiers(tiers: list, mode: str = "retroactive", **more: object) -> dict:
    return {"tiers": tiers, "mode": mode, **more}


def ranking(*places: dict, **more: object) -> dict:
    numbered = [{"place": number, **place} for number, place in enumerate(places, start=1)]
    return {"ranking": numbered, **more}


BROKEN = [
    ({"period": {"from": "2026-11-30", "to": "2026-11-01"}}, "period-order", "period.to"),
    (
        {"period": {**NOVEMBER, "every": "order"}, "measure": GROWTH},
        "growth-window",
        "measure",
    ),
    ({"period": {"from": "2026-11-01"}, "measure": GROWTH}, "growth-window", "measure"),
    (
        {
            "period": {"from": "2026-11-01"},
            "conditions": [{"measure": QUANTITY_GROWTH, "above": 0}],
        },
        *("growth-window", "conditions[0].measure"),
    ),
    (
        {"period": {**NOVEMBER, "every": "week"}, "measure": QUANTITY_GROWTH},
        *("growth-window", "measure.over"),
    ),
    ({"conditions": [{"measure": "revenue"}]}, "one-of", "conditions[0]"),
    (
        {"conditions": [{"measure": "revenue", "at_least": 1, "below": 2}]},
        *("one-of", "conditions[0]"),
    ),
    ({"reward": tiers([{"from": 0}])}, "one-of", "reward.tiers[0]"),
    ({"reward": tiers([{"from": 0, "flat": 1, "rate": 1}])}, "one-of", "reward.tiers[0]"),
    ({"reward": ranking({"flat": 5, "rate": "1%"})}, "one-of", "reward.ranking[0]"),
    ({"reward": ranking({})}, "one-of", "reward.ranking[0]"),
    (
        {"reward": tiers([{"from": "20%", "flat": 1}, {"from": 0.2, "flat": 2}])},
        *("tier-order", "reward.tiers[1].from"),
    ),
    (
        {"reward": {"ranking": [{"place": 2, "flat": 5}]}},
        *("place-order", "reward.ranking[0].place"),
    ),
    (
        {"reward": ranking({"at_least": 5, "flat": 9}, {"at_least": 6, "flat": 8})},
        *("place-minimum", "reward.ranking[1].at_least"),
    ),
    (
        {"reward": ranking({"at_least": 0, "flat": 9}, {"flat": 8})},
        *("place-minimum", "reward.ranking[1].at_least"),
    ),
    (
        {"reward": tiers(RATES[:1], "cumulative")},
        *("tier-payment", "reward.tiers[0].rate"),
    ),
    (
        {"measure": "quantity", "reward": tiers(RATES[:1], "incremental")},
        *("tier-payment", "reward.tiers[0].rate"),
    ),
    ({"reward": tiers(UNITS, "incremental")}, "tier-payment", "reward.tiers[0].per_unit"),
    (
        {"measure": GROWTH, "reward": tiers(FLATS[:1], "incremental")},
        *("tier-payment", "reward.tiers[0].flat"),
    ),
    (
        {"measure": "orders", "reward": tiers(RATES, "incremental")},
        *("incremental-measure", "measure"),
    ),
    (
        {"measure": QUANTITY_GROWTH, "reward": tiers(RATES, "incremental")},
        *("incremental-measure", "measure"),
    ),
    (
        {"reward": tiers([{"from": 0, "rate": TABLE}], "incremental")},
        *("table", "reward.tiers[0].rate"),
    ),
    (
        {"measure": GROWTH, "reward": {"rate": TABLE, "of": "increment"}},
        *("table", "reward.rate"),
    ),
    (
        {"measure": GROWTH, "reward": ranking({"rate": TABLE}, of="increment")},
        *("table", "reward.ranking[0].rate"),
    ),
    ({"reward": {"rate": "1%", "of": "increment"}}, "increment-measure", "reward.of"),
    (
        {"measure": QUANTITY_GROWTH, "reward": tiers(RATES, of="increment")},
        *("increment-measure", "reward.of"),
    ),
    (
        {
            "measure": GROWTH,
            "reward": {"rate": "1%", "of": "increment", "min_per_unit": 1},
        },
        *("min-per-unit", "reward.min_per_unit"),
    ),
    ({"reward": tiers(FLATS, of="margin")}, "basis", "reward.of"),
    ({"reward": tiers(RATES, "incremental", of="revenue")}, "basis", "reward.of"),
    ({"reward": tiers(FLATS, "cumulative", of="revenue")}, "basis", "reward.of"),
    ({"reward": ranking({"flat": 5}, of="margin")}, "basis", "reward.of"),
    ({"reward": tiers(FLATS, scope=SCOPE)}, "own-scope", "reward.scope"),
    ({"reward": tiers(FLATS, "cumulative", scope=SCOPE)}, "own-scope", "reward.scope"),
    ({"reward": tiers(RATES, "incremental", scope=SCOPE)}, "own-scope", "reward.scope"),
    ({"reward": ranking({"flat": 5}, scope=SCOPE)}, "own-scope", "reward.scope"),
    (
        {
            "measure": GROWTH,
            "reward": {"rate": "1%", "of": "increment", "scope": SCOPE},
        },
        *("own-scope", "reward.scope"),
    ),
    ({"reward": {"flat": 5, "scope": SCOPE}}, "unknown-key", "reward.scope"),
    ({"measure": "orders", "reward": {"race": RACE}}, "race-measure", "measure"),
    ({"measure": "margin", "reward": {"race": RACE}}, "race-measure", "measure"),
    ({"measure": GROWTH, "reward": {"race": RACE}}, "race-measure", "measure"),
    ({"caps": {"per_party": 150}, "rounding": {"to": 100}}, "cap-unit", "caps.per_party"),
    ({"caps": {"budget": 1_000_050}, "rounding": {"to": 100}}, "cap-unit", "caps.budget"),
    ({"funding": [{"party": "a", "share": "101%"}]}, "funding-sum", "funding"),
    ({"funding": [{"party": "house", "share": "50%"}]}, "funding-sum", "funding"),
    (
        {"funding": [{"party": "a", "share": "5%"}, {"party": " a", "share": "5%"}]},
        *("funding-party", "funding[1].party"),
    ),
]


@pytest.mark.parametrize(("parts", "code", "path"), BROKEN)
def test_keys_that_do_not_go_together_are_told_with_their_place(parts, code, path) -> None:
    found = plan_from(as_read(a_document(**parts)))

    assert isinstance(found, tuple)
    assert [(problem.code, problem.path) for problem in found] == [(code, path)]


def as_read(value: object) -> object:
    """Write fractions as the reader yields them."""
    if isinstance(value, dict):
        return {key: as_read(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_read(item) for item in value]
    return "20%" if value == 0.2 else value


TOGETHER = [
    {"period": {**NOVEMBER, "every": "week"}, "measure": GROWTH},
    {"period": {**NOVEMBER, "every": "month"}, "measure": QUANTITY_GROWTH},
    {"period": {"from": "2026-11-01", "every": "month"}, "measure": GROWTH},
    {"period": {"from": "2026-11-01", "to": "2026-11-01"}},
    {"measure": "margin", "reward": tiers(RATES, "incremental")},
    {"measure": GROWTH, "reward": tiers(RATES, "incremental")},
    {"measure": "quantity", "reward": tiers(UNITS, "incremental")},
    {"reward": tiers(FLATS, "cumulative")},
    {"reward": tiers(FLATS)},
    {"reward": tiers([*RATES, {"from": 20, "flat": 5}], of="margin", scope=SCOPE)},
    {"reward": tiers([{"from": -5, "per_unit": 5}], scope=SCOPE)},
    {"reward": tiers([{"from": "-50%", "rate": TABLE}], of="margin")},
    {"measure": GROWTH, "reward": {"rate": "1%", "of": "increment"}},
    {"measure": GROWTH, "reward": tiers(RATES, of="increment")},
    {"measure": GROWTH, "reward": ranking({"rate": "1%"}, {"flat": 1}, of="increment")},
    {
        "reward": ranking(
            {"at_least": 5, "flat": 9}, {"at_least": 5, "flat": 8}, {"flat": 1}
        )
    },
    {"reward": ranking({"flat": 9}, {"at_least": 0, "flat": 8})},
    {"reward": ranking({"rate": TABLE}, scope=SCOPE)},
    {"reward": {"per_unit": {**TABLE, "values": {"A": 5}}, "scope": SCOPE}},
    {"reward": {"rate": "1%", "of": "margin", "min_per_unit": 5, "scope": SCOPE}},
    {"measure": "quantity", "reward": {"race": RACE}},
    {"caps": {"per_party": 300, "budget": 0}, "rounding": {"to": 100}},
    {"funding": [{"party": "a", "share": "60%"}, {"party": "house", "share": "40%"}]},
    {"funding": [{"party": "a", "share": "100%"}]},
    {"measure": "orders", "reward": tiers([{"from": "10%", "flat": 5}])},
]


@pytest.mark.parametrize("parts", TOGETHER)
def test_keys_that_go_together_are_a_plan(parts) -> None:
    assert isinstance(plan_from(a_document(**parts)), Plan)
    assert check_plan(a_document(**parts)) == []


def test_rules_speak_where_other_keys_are_missing_or_wrong() -> None:
    document = {
        "period": {"from": "soon", "every": "order"},
        "measure": GROWTH,
        "conditions": [7, {"measure": QUANTITY_GROWTH}],
        "reward": {"tiers": [{"from": 5, "rate": "x"}, {"from": 5, "flat": 1}], "scope": 5},
        "caps": {"per_party": 15},
        "rounding": {"to": 10},
    }

    assert [(one.code, one.path) for one in check_plan(document)] == [
        ("growth-window", "measure"),
        ("growth-window", "conditions[1].measure"),
        ("one-of", "conditions[1]"),
        ("tier-order", "reward.tiers[1].from"),
        ("cap-unit", "caps.per_party"),
    ]


@pytest.mark.parametrize("document", [{}, {"reward": 5}, {"reward": {"tiers": 5}}])
def test_rules_say_nothing_about_what_they_cannot_read(document) -> None:
    assert check_plan(document) == []


def test_the_allowed_text_says_why() -> None:
    (problem,) = check_plan(a_document(caps={"per_party": 1_500}, rounding={"to": 1_000}))

    assert problem.found == "1500"
    assert problem.allowed == "a multiple of 1000 (`rounding.to`)"


GROUP = {"group": "promo", "keep": "best"}


def test_ids_stand_once_in_a_run() -> None:
    plans = [a_plan(id="a"), a_plan(id="b"), a_plan(id="a")]

    assert [(one.code, one.plan, one.path) for one in check_run(plans)] == [
        ("id-repeated", "a", "id")
    ]
    assert check_run(plans[:2]) == []


@pytest.mark.parametrize(
    ("parts", "path", "found"),
    [
        ({"period": {**NOVEMBER, "every": "month"}}, "period", "every: month"),
        ({"credit": "buyer"}, "credit", "buyer"),
        ({"settlement": {"as": "points"}}, "settlement.as", "points"),
        ({"stacking": {**GROUP, "keep": "first"}}, "stacking.keep", "first"),
    ],
)
def test_plans_of_a_group_share_what_they_are_held_against(parts, path, found) -> None:
    first = a_plan(id="a", stacking=GROUP)
    other = a_plan(id="b", **{"stacking": GROUP, **parts})

    (problem,) = check_run([first, other])

    assert (problem.code, problem.plan, problem.path) == ("stacking-terms", "b", path)
    assert found in problem.found
    assert "plan a" in problem.allowed


def test_plans_of_different_groups_may_differ() -> None:
    first = a_plan(id="a", stacking=GROUP)
    other = a_plan(id="b", stacking={**GROUP, "group": "other"}, credit="buyer")

    assert check_run([first, other, a_plan(id="c", credit="upline")]) == []
