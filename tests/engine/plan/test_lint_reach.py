"""Cliffs, what nobody can reach, what no window can hold: where due, and only there."""

from __future__ import annotations

from decimal import Decimal

import pytest
from lint_cases import GROWTH, NOVEMBER, of, ranking, text, tiers

TWO_THEN_THREE = ({"from": 0, "rate": "3%"}, {"from": 26_000_000, "rate": "2%"})


@pytest.mark.parametrize(
    ("parts", "example"),
    [
        (
            {"reward": tiers(*TWO_THEN_THREE)},
            (
                "revenue of Rp26,000,000 pays Rp520,000;"
                " revenue of Rp25,999,999 pays Rp780,000."
            ),
        ),
        (
            {
                "measure": "quantity",
                "reward": tiers({"from": 1, "per_unit": 10}, {"from": 16, "per_unit": 5}),
            },
            "16 units pays Rp80; 15 units pays Rp150.",
        ),
        (
            {
                "measure": "quantity",
                "reward": tiers({"from": 0, "rate": "10%"}, {"from": 10, "rate": "8%"}),
            },
            "10 units pays Rp80,000; 9 units pays Rp90,000.",
        ),
        (
            {"reward": tiers({"from": 1, "flat": 500}, {"from": 100, "flat": 400})},
            "revenue of Rp100 pays Rp400; revenue of Rp99 pays Rp500.",
        ),
        (
            {"reward": tiers({"from": 0, "rate": "5%"}, {"from": 1000, "flat": 10})},
            "revenue of Rp1,000 pays Rp10; revenue of Rp999 pays Rp50.",
        ),
        (
            {
                "measure": GROWTH,
                "reward": tiers({"from": 0, "rate": "5%"}, {"from": "10%", "rate": "4%"}),
            },
            (
                "revenue of Rp11,000,000 pays Rp440,000;"
                " revenue of Rp10,999,999 pays Rp550,000."
            ),
        ),
        (
            {
                "reward": tiers(
                    {
                        "from": 0,
                        "rate": {"by": "category", "values": {"A": "1%", "B": "4%"}},
                    },
                    {
                        "from": 100,
                        "rate": {"by": "category", "values": {"A": "2%", "B": "3%"}},
                    },
                )
            },
            "revenue of Rp100 pays Rp3; revenue of Rp99 pays Rp4.",
        ),
        (
            {"reward": tiers(*TWO_THEN_THREE, scope={"category": "A"})},
            (
                "revenue of Rp26,000,000 pays Rp520,000;"
                " revenue of Rp25,999,999 pays Rp780,000."
            ),
        ),
    ],
)
def test_a_tier_at_which_one_more_pays_less_is_a_cliff(parts, example) -> None:
    (finding,) = of("cliff", **parts)

    assert (finding.severity, finding.path) == ("error", "reward.tiers[1]")
    assert text(finding).endswith(f"Example: {example}")


@pytest.mark.parametrize(
    "parts",
    [
        {"reward": tiers({"from": 0, "rate": "2%"}, {"from": 26_000_000, "rate": "3%"})},
        {"reward": tiers(*TWO_THEN_THREE, mode="incremental")},
        {"reward": tiers(*TWO_THEN_THREE), "caps": {"per_party": 500_000}},
        {
            "measure": "quantity",
            "reward": tiers(
                {"from": 1, "per_unit": 500}, {"from": 1_000, "per_unit": 499.5}
            ),
        },
        {
            "measure": "quantity",
            "reward": tiers({"from": 0, "rate": "10%"}, {"from": 10, "flat": 5}),
        },
        {
            "reward": tiers(
                {"from": 1, "flat": 5}, {"from": 9, "flat": 4}, mode="cumulative"
            )
        },
        {"reward": {"rate": "5%"}},
        {"reward": {"step": {"every": 10, "give": 1}}},
        {"conditions": [{"measure": "revenue", "at_least": 5}]},
        {"conditions": [{"measure": "margin_rate", "at_most": "50%"}]},
    ],
)
def test_what_never_pays_less_for_more_is_no_cliff(parts) -> None:
    parts = {
        key: _decimal(value) if key == "reward" else value for key, value in parts.items()
    }
    assert of("cliff", **parts) == []


def _decimal(value: object) -> object:
    if isinstance(value, dict):
        return {key: _decimal(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_decimal(item) for item in value]
    return Decimal(str(value)) if isinstance(value, float) else value


def test_a_place_that_pays_less_than_the_one_below_is_a_cliff() -> None:
    (finding,) = of("cliff", reward=ranking({"flat": 500}, {"flat": 750}, {"flat": 100}))

    assert finding.path == "reward.ranking[0]"
    assert text(finding).endswith("place 1 is paid Rp500, place 2 is paid Rp750.")
    assert of("cliff", reward=ranking({"flat": 750}, {"flat": 500})) == []


@pytest.mark.parametrize(
    ("limit", "example"),
    [
        (
            {"below": 5_000_000},
            "Rp4,999,999 pays Rp500,000; revenue of Rp5,000,000 pays Rp0.",
        ),
        (
            {"at_most": 5_000_000},
            "Rp5,000,000 pays Rp500,000; revenue of Rp5,000,001 pays Rp0.",
        ),
    ],
)
def test_an_upper_limit_on_selling_is_a_cliff_to_be_warned_of(limit, example) -> None:
    (finding,) = of("cliff", conditions=[{"measure": "revenue", **limit}])

    assert finding.severity == "warning"
    assert finding.path == f"conditions[0].{next(iter(limit))}"
    assert text(finding).endswith(example)


BELOW_TWENTY = {"conditions": [{"measure": "revenue", "below": 20_000_000}]}
TEN_AND_TWENTY = tiers(
    {"from": 10_000_000, "rate": "1%"}, {"from": 20_000_000, "rate": "2%"}
)


@pytest.mark.parametrize(
    ("parts", "path"),
    [
        ({"reward": TEN_AND_TWENTY, **BELOW_TWENTY}, "reward.tiers[1]"),
        (
            {
                "reward": TEN_AND_TWENTY,
                "conditions": [{"measure": "revenue", "at_least": 20_000_000}],
            },
            "reward.tiers[0]",
        ),
        (
            {
                "measure": "margin_rate",
                "reward": tiers({"from": "50%", "flat": 5}, {"from": "101%", "flat": 9}),
            },
            "reward.tiers[1]",
        ),
        (
            {
                "measure": "categories",
                "scope": {"category": ["A", "B"]},
                "reward": tiers({"from": 2, "flat": 5}, {"from": 3, "flat": 9}),
            },
            "reward.tiers[1]",
        ),
        (
            {
                "measure": "orders",
                "reward": tiers(
                    {"from": Decimal("1.2"), "flat": 5}, {"from": Decimal("1.5"), "flat": 9}
                ),
            },
            "reward.tiers[0]",
        ),
        (
            {
                "period": {**NOVEMBER, "every": "order"},
                "measure": "orders",
                "reward": tiers({"from": 1, "flat": 5}, {"from": 2, "flat": 9}),
            },
            "reward.tiers[1]",
        ),
        (
            {
                "reward": ranking({"at_least": 30_000_000, "flat": 5}, {"flat": 3}),
                **BELOW_TWENTY,
            },
            "reward.ranking[0]",
        ),
        (
            {
                "eligible": {"party": ["a", "b", "c"], "not": {"party": "c"}},
                "reward": ranking({"flat": 5}, {"flat": 3}, {"flat": 1}),
            },
            "reward.ranking[2]",
        ),
        (
            {"reward": {"race": [{"reach": 30_000_000, "flat": 5}]}, **BELOW_TWENTY},
            "reward.race[0]",
        ),
        (
            {
                "eligible": {"party": ["a", "b"]},
                "reward": {"race": [{"reach": 5, "flat": 5, "winners": 3}]},
            },
            "reward.race[0].winners",
        ),
    ],
)
def test_what_nobody_can_reach_is_told(parts, path) -> None:
    (finding,) = of("unreachable", **parts)

    assert (finding.severity, finding.path) == ("error", path)
    assert " promised Rp" in text(finding) or " promised there " in text(finding)


def test_what_is_promised_in_vain_is_told_in_rupiah() -> None:
    (finding,) = of("unreachable", reward=TEN_AND_TWENTY, **BELOW_TWENTY)

    assert "Rp20,000,000 is promised Rp400,000" in text(finding)


@pytest.mark.parametrize(
    "parts",
    [
        {"reward": TEN_AND_TWENTY},
        {
            "reward": TEN_AND_TWENTY,
            "conditions": [
                {"measure": "revenue", "below": 20_000_000, "scope": {"brand": "X"}}
            ],
        },
        {
            "reward": tiers(
                {"from": 10, "flat": 1}, {"from": 20, "flat": 2}, mode="cumulative"
            ),
            "conditions": [{"measure": "revenue", "at_least": 20}],
        },
        {"measure": "margin_rate", "reward": tiers({"from": 1, "flat": 9})},
        {
            "measure": "categories",
            "scope": {"category": ["A", "B"]},
            "reward": tiers({"from": 2, "flat": 9}),
        },
        {"eligible": {"party": ["a", "b"]}, "reward": ranking({"flat": 5}, {"flat": 3})},
        {"reward": {"race": [{"reach": 30, "flat": 5, "hold": False}]}, **BELOW_TWENTY},
    ],
)
def test_what_can_be_reached_is_not_told(parts) -> None:
    assert of("unreachable", **parts) == []


def test_a_tier_above_the_cap_is_told_as_useless() -> None:
    capped = {"reward": TEN_AND_TWENTY, "caps": {"per_party": 150_000}}

    (finding,) = of("unreachable", **capped)

    assert (finding.severity, finding.path) == ("warning", "reward.tiers[1]")
    assert "would earn Rp400,000, but Rp150,000 is paid" in text(finding)
    assert of("unreachable", reward=TEN_AND_TWENTY, caps={"per_party": 350_000}) == []


@pytest.mark.parametrize(
    ("parts", "severity", "path"),
    [
        (
            {
                "conditions": [
                    {"measure": "quantity", "at_least": 10},
                    {"measure": "quantity", "below": 5},
                ]
            },
            *("error", "conditions[1].below"),
        ),
        (
            {
                "conditions": [
                    {"measure": "revenue", "above": 10, "scope": {"brand": "X"}},
                    {"measure": "orders", "at_least": 1},
                    {"measure": "revenue", "at_most": 10, "scope": {"brand": "X"}},
                ]
            },
            *("error", "conditions[2].at_most"),
        ),
        (
            {"conditions": [{"measure": "margin_rate", "at_least": "120%"}]},
            *("error", "conditions[0].at_least"),
        ),
        (
            {"conditions": [{"measure": "orders", "below": 0}]},
            *("error", "conditions[0].below"),
        ),
        (
            {
                "scope": {"product": "A"},
                "conditions": [{"measure": "products", "at_least": 2}],
            },
            *("error", "conditions[0].at_least"),
        ),
        (
            {"credit": "buyer", "conditions": [{"measure": "buyers", "above": 1}]},
            *("error", "conditions[0].above"),
        ),
        (
            {"returns": "ignore", "conditions": [{"measure": GROWTH, "below": "-100%"}]},
            *("error", "conditions[0].below"),
        ),
        (
            {"conditions": [{"measure": GROWTH, "below": "-100%"}]},
            *("warning", "conditions[0].below"),
        ),
        (
            {"scope": {"category": "A", "not": {"category": ["A", "B"]}}},
            *("error", "scope.not"),
        ),
        ({"eligible": {"not": {}}}, "error", "eligible.not"),
        (
            {"reward": {"rate": "1%", "scope": {"brand": "X", "not": {"brand": "X"}}}},
            *("error", "reward.scope.not"),
        ),
        (
            {
                "period": {"from": "2026-11-02", "to": "2026-11-05"},
                "scope": {"weekday": ["fri", "sat"]},
            },
            *("error", "scope.weekday"),
        ),
    ],
)
def test_what_no_window_can_hold_is_told(parts, severity, path) -> None:
    (finding,) = of("impossible", **parts)

    assert (finding.severity, finding.path) == (severity, path)
    assert "would be paid Rp" in text(finding)


@pytest.mark.parametrize(
    "parts",
    [
        {
            "conditions": [
                {"measure": "quantity", "at_least": 5},
                {"measure": "quantity", "at_most": 5},
            ]
        },
        {
            "conditions": [
                {"measure": "quantity", "at_least": 10},
                {"measure": "quantity", "below": 5, "scope": {"brand": "X"}},
            ]
        },
        {"conditions": [{"measure": "margin_rate", "at_least": "100%"}]},
        {"conditions": [{"measure": GROWTH, "at_least": "-100%"}]},
        {"conditions": [{"measure": {**GROWTH, "growth": "margin"}, "below": "-150%"}]},
        {"scope": {"category": ["A", "B"], "not": {"category": "A"}}},
        {"scope": {"category": "A", "not": {"category": "A", "brand": "X"}}},
        {"scope": {"category": "A", "not": {"category": "A", "joined_within": 5}}},
        {"scope": {"not": {"category": "A"}}},
        {
            "period": {"from": "2026-11-02", "to": "2026-11-06"},
            "scope": {"weekday": ["fri", "sat"]},
        },
        {"period": {"from": "2026-11-02"}, "scope": {"weekday": "fri"}},
    ],
)
def test_what_some_window_can_hold_is_not_told(parts) -> None:
    assert of("impossible", **parts) == []
