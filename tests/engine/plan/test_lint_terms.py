"""Exposure, minima, commissions, overlaps, returns, groups: where due, and only there."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from lint_cases import CAPPED, OCTOBER, PRODUCTS, found, of, ranking, text, tiers

from setia_engine.plan.lint.every import lint
from setia_engine.plan.lint.finding import Finding
from setia_engine.plan.words.languages import LANGUAGES
from setia_engine.plan.words.tell import tell
from setia_engine.testing.builders import a_plan
from setia_engine.testing.documents import runs


@pytest.mark.parametrize(
    "reward",
    [
        {"rate": "10%"},
        {"per_unit": 40_000},
        {"flat": 500},
        {"step": {"every": 10_000, "give": 100}},
        tiers({"from": 1, "flat": 500}),
        tiers({"from": 0, "rate": "1%"}, mode="incremental"),
        ranking({"rate": "1%"}),
    ],
)
def test_money_without_cap_and_budget_is_exposure(reward) -> None:
    (finding,) = of("exposure", reward=reward, caps={})

    assert (finding.severity, finding.path) == ("warning", "caps")
    assert of("exposure", reward=reward, caps={"per_party": 1_000}) == []
    assert of("exposure", reward=reward, caps={"budget": 1_000_000}) == []
    assert of("exposure", reward=reward, caps={}, settlement={"as": "points"}) == []


@pytest.mark.parametrize(
    "parts",
    [
        {"reward": ranking({"flat": 500}, {"flat": 400})},
        {"measure": "quantity", "reward": {"race": [{"reach": 5, "flat": 500}]}},
        {"reward": {"flat": 500}, "eligible": {"party": ["a", "b"]}},
        {"reward": tiers({"from": 1, "flat": 500}), "eligible": {"party": "a"}},
    ],
)
def test_what_can_only_be_paid_so_often_is_no_exposure(parts) -> None:
    assert of("exposure", caps={}, **parts) == []


def test_exposure_is_shown_with_a_thousand_parties() -> None:
    (finding,) = of("exposure", caps={}, conditions=[{"measure": "revenue", "above": 24}])

    assert text(finding).endswith(
        "1,000 participants, each with revenue of Rp10,000,000, cost Rp1,000,000,000;"
        " 10,000 participants cost Rp10,000,000,000."
    )


GROUP = {"stacking": {"group": "promo", "keep": "best"}}


def test_plans_of_a_group_that_differ_are_told() -> None:
    first = a_plan(id="a", **CAPPED, **GROUP)
    other = a_plan(id="b", credit="buyer", **CAPPED, **GROUP)

    (finding,) = found("stacking", first, other)

    assert (finding.plan, finding.severity, finding.path) == ("b", "error", "credit")
    assert "b pays Rp1,000,000 and a pays Rp1,000,000" in text(finding)
    assert found("stacking", first, a_plan(id="c", **CAPPED, **GROUP)) == []


@pytest.mark.parametrize(
    ("least", "keys", "example"),
    [
        (30_000, ["price", "margin"], "sabun sells for Rp25,000; Rp30,000 is paid for it"),
        (15_000, ["margin"], "sabun has a margin of Rp5,000; Rp15,000 is paid for it"),
        (5_000, [], ""),
    ],
)
def test_a_minimum_above_price_or_margin_is_told(least, keys, example) -> None:
    plan = a_plan(reward={"rate": "1%", "min_per_unit": least}, **CAPPED)

    findings = found("minimum", plan, products=PRODUCTS)

    assert [finding.says.key for finding in findings] == [f"minimum.{key}" for key in keys]
    assert [one.severity for one in findings] == ["error"] * len(keys)
    assert not findings or example in text(findings[0])


def test_a_minimum_is_held_against_products_in_scope_only() -> None:
    reward = {"rate": "1%", "min_per_unit": 30_000}
    dear = {"category": "C"}
    cheap_left_out = {"not": {"product": ["sabun", "kopi"]}}
    other_lines = {**reward, "scope": dear}

    assert found("minimum", a_plan(reward=reward, scope=dear), products=PRODUCTS) == []
    assert (
        found("minimum", a_plan(reward=reward, scope=cheap_left_out), products=PRODUCTS)
        == []
    )
    assert found("minimum", a_plan(reward=other_lines), products=PRODUCTS) == []
    assert found("minimum", a_plan(reward=reward)) == []
    assert found("minimum", a_plan(reward={"rate": "1%"}), products=PRODUCTS) == []


@pytest.mark.parametrize(
    ("parts", "example"),
    [
        ({"reward": {"per_unit": 5_000}}, "one unit sold earns Rp5,000."),
        ({"reward": {"rate": "10%"}}, "one unit of sabun at Rp25,000 earns Rp2,500."),
        ({"reward": {"rate": "10%", "of": "margin"}}, "of sabun at Rp25,000 earns Rp500."),
        (
            {"reward": {"rate": {"by": "category", "values": {"A": "30%", "B": "90%"}}}},
            "one unit of sabun at Rp25,000 earns Rp7,500.",
        ),
        (
            {"reward": {"per_unit": {"by": "product", "values": {"kopi": 100}}}},
            "one unit of kopi at Rp80,000 earns Rp100.",
        ),
        (
            {"reward": {"rate": {"by": "tier", "values": {"gold": "10%", "silver": "5%"}}}},
            "one unit of sabun at Rp25,000 earns Rp2,500.",
        ),
        (
            {"reward": {"rate": "10%", "min_per_unit": 20_000}, "scope": {"category": "B"}},
            "one unit of kopi at Rp80,000 earns Rp20,000.",
        ),
    ],
)
def test_a_commission_below_what_is_worth_the_while_is_told(parts, example) -> None:
    (finding,) = found("worthwhile", a_plan(**parts), products=PRODUCTS)

    assert finding.severity == "warning"
    assert text(finding).endswith(example)


@pytest.mark.parametrize(
    "parts",
    [
        {"reward": {"per_unit": 30_000}},
        {"reward": {"rate": "50%"}, "scope": {"category": ["B", "C"]}},
        {"reward": {"rate": "1%", "min_per_unit": 30_000}},
        {"reward": {"rate": "1%"}, "credit": "buyer"},
        {"reward": {"rate": "1%"}, "payee": "yayasan"},
        {"reward": {"rate": "1%"}, "settlement": {"as": "points"}},
        {"reward": {"rate": "1%"}, "conditions": [{"measure": "revenue", "above": 5}]},
        {"reward": {"flat": 5}},
    ],
)
def test_what_is_worth_the_while_or_no_commission_is_not_told(parts) -> None:
    assert found("worthwhile", a_plan(**parts), products=PRODUCTS) == []


def test_the_worthwhile_amount_can_be_set_and_rates_need_products() -> None:
    plan = a_plan(reward={"per_unit": 5_000})

    assert found("worthwhile", plan, worthwhile=Decimal(5_000)) == []
    assert len(found("worthwhile", plan, worthwhile=Decimal(5_001))) == 1
    assert found("worthwhile", a_plan(reward={"rate": "1%"})) == []


def overlap(**parts: object) -> list[Finding]:
    """Return the overlaps of a plan of November for resellers, and another one."""
    first = a_plan(
        id="a", eligible={"role": "reseller"}, scope={"category": ["A", "B"]}, **CAPPED
    )
    return found("overlap", first, a_plan(id="b", reward={"rate": "5%"}, **CAPPED, **parts))


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"period": {"from": "2026-11-30"}},
        {"scope": {"category": ["B", "C"]}},
        {"scope": {"brand": "X"}},
        {"scope": {"not": {"category": "A"}}},
        {"eligible": {"role": ["reseller", "outlet"]}},
        {"eligible": {"not": {"tier": "gold"}}},
        GROUP,
    ],
)
def test_plans_that_can_pay_the_same_line_to_the_same_party_are_told_once(parts) -> None:
    (finding,) = overlap(**parts)

    assert (finding.plan, finding.severity, finding.path) == ("a", "warning", "stacking")
    assert "a pays Rp1,000,000 and b pays Rp500,000, together Rp1,500,000." in text(finding)


@pytest.mark.parametrize(
    "parts",
    [
        {"period": OCTOBER},
        {"credit": "upline"},
        {"payee": "yayasan"},
        {"scope": {"category": "C"}},
        {"scope": {"not": {"category": ["A", "B"]}}},
        {"reward": {"rate": "5%", "scope": {"category": "C"}}},
        {"eligible": {"role": "outlet"}},
        {"eligible": {"not": {"role": "reseller"}}},
    ],
)
def test_plans_that_never_meet_do_not_overlap(parts) -> None:
    first = a_plan(
        id="a", eligible={"role": "reseller"}, scope={"category": ["A", "B"]}, **CAPPED
    )
    assert found("overlap", first, a_plan(**{"id": "b", **CAPPED, **parts})) == []


def test_plans_of_one_group_do_not_overlap() -> None:
    plans = [a_plan(id=name, **CAPPED, **GROUP) for name in ("a", "b")]

    assert found("overlap", *plans) == []


def test_many_overlapping_plans_are_told_plan_by_plan() -> None:
    plans = [a_plan(id=name, **CAPPED) for name in ("a", "b", "c")]

    findings = found("overlap", *plans)

    assert [finding.plan for finding in findings] == ["a", "b"]
    assert "This plan and 2 plans, b among them" in text(findings[0])


@pytest.mark.parametrize(
    ("parts", "path"),
    [
        ({"returns": "ignore"}, "returns"),
        ({"measure": "orders", "reward": {"step": {"every": 1, "give": 5}}}, "measure"),
        ({"measure": "buyers", "reward": {"flat": 5}}, "measure"),
        ({"measure": "products", "reward": tiers({"from": 1, "flat": 5})}, "measure"),
        ({"measure": "orders", "reward": ranking({"flat": 5})}, "measure"),
        (
            {
                "reward": {"flat": 5},
                "conditions": [{"measure": "orders", "at_least": 10}],
            },
            "conditions[0].measure",
        ),
    ],
)
def test_a_reward_that_a_return_cannot_take_back_is_told(parts, path) -> None:
    (finding,) = of("kept", **parts)

    assert (finding.severity, finding.path) == ("warning", path)
    assert "stays." in text(finding)


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"returns": "restate", "reward": {"flat": 5}},
        {"measure": "orders", "reward": {"rate": "1%"}},
        {"measure": "orders", "reward": tiers({"from": 1, "rate": "1%"})},
        {"conditions": [{"measure": "orders", "at_least": 10}]},
    ],
)
def test_a_reward_that_falls_with_returns_is_not_told(parts) -> None:
    assert of("kept", **parts) == []


def test_a_careful_plan_has_no_findings() -> None:
    plan = a_plan(
        reward={"rate": "30%"},
        scope={"category": "C"},
        caps={"per_party": 5_000_000, "budget": 100_000_000},
    )

    assert lint([plan], PRODUCTS) == []


@settings(deadline=None, max_examples=60)
@given(runs(most_plans=3))
def test_findings_of_any_plans_can_be_told_in_both_languages(documents) -> None:
    plans = [a_plan(**document) for document in documents]

    for finding in lint(plans, PRODUCTS):
        for language in LANGUAGES.values():
            told = tell(finding, language)
            assert max(map(len, told.splitlines())) <= 78 or finding.code == "stacking"
            assert "{" not in told or finding.code == "stacking"
