"""Everything wrong with a document is told at once: code, path, found, allowed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from setia_engine.errors import PlanRejected
from setia_engine.plan.read import plan_from, read_plan_text
from setia_engine.testing.builders import a_document
from setia_engine.values.problem import Problem


def problems_of(text: str, name: str = "plan.yaml") -> list[Problem]:
    with pytest.raises(PlanRejected) as rejected:
        read_plan_text(text, name)
    return list(rejected.value.problems)


def problems_in(**parts: object) -> list[Problem]:
    found = plan_from(a_document(**parts))
    assert isinstance(found, tuple)
    return list(found)


TIERS = [{"from": 0, "rate": "1%"}]


@pytest.mark.parametrize(
    ("parts", "code", "path", "found", "allowed"),
    [
        ({"setia": 2}, "choice", "setia", "2", "1"),
        ({"setia": True}, "choice", "setia", "true", "1"),
        ({"id": "Komisi"}, "slug", "id", '"Komisi"', "a slug of a-z"),
        ({"id": "x" * 65}, "slug", "id", '"' + "x" * 58 + "…", "a slug of a-z"),
        ({"credit": "sellr"}, "choice", "credit", '"sellr"', "seller, buyer or upline"),
        ({"payee": ""}, "text", "payee", '""', "text"),
        ({"title": {"id": "A"}}, "missing", "title.en", "nothing", "text"),
        ({"title": []}, "text", "title", "[]", "text"),
        ({"scope": 5}, "mapping", "scope", "5", "a mapping with product, category"),
        (
            {"scope": {"weekday": "friday"}},
            "choice",
            "scope.weekday",
            '"friday"',
            "mon, tue",
        ),
        (
            {"scope": {"weekday": ["fri", "x"]}},
            *("choice", "scope.weekday[1]", '"x"', "mon, tue, wed, thu, fri, sat or sun"),
        ),
        ({"scope": {"product": []}}, "empty-list", "scope.product", "[]", "at least one"),
        (
            {"scope": {"joined_within": -1}},
            "sign",
            "scope.joined_within",
            "-1",
            "0 or more",
        ),
        ({"measure": "sales"}, "choice", "measure", '"sales"', "quantity, revenue"),
        (
            {"measure": {"growth": "orders", "over": "previous"}},
            *("choice", "measure.growth", '"orders"', "quantity, revenue or margin"),
        ),
        (
            {"conditions": {"measure": "x"}},
            "list",
            "conditions",
            '{measure: "x"}',
            "a list",
        ),
        (
            {"conditions": [{"measure": "revenue", "at_least": "many"}]},
            *("share", "conditions[0].at_least", '"many"', "a number such as 25000000"),
        ),
        ({"reward": {}}, "reward", "reward", "{}", "exactly one of rate, per_unit, flat"),
        (
            {"reward": {"rate": "30"}},
            "share",
            "reward.rate",
            '"30"',
            "a number such as 0.3",
        ),
        ({"reward": {"rate": "-1%"}}, "sign", "reward.rate", '"-1%"', "0 or more"),
        ({"reward": {"flat": "5"}}, "number", "reward.flat", '"5"', "a number"),
        (
            {"reward": {"flat": 10**18}},
            "number",
            "reward.flat",
            "1" + "0" * 18,
            "at most 18",
        ),
        ({"reward": {"tiers": TIERS}}, "missing", "reward.mode", "nothing", "retroactive"),
        (
            {"reward": {"step": {"every": 0, "give": 1}}},
            *("sign", "reward.step.every", "0", "more than 0"),
        ),
        (
            {"reward": {"rate": {"by": "colour", "values": {"A": 1}}}},
            *("choice", "reward.rate.by", '"colour"', "product, category, brand"),
        ),
        (
            {"reward": {"rate": {"by": "brand", "values": {}}}},
            *("empty-list", "reward.rate.values", "{}", "at least one"),
        ),
        (
            {"reward": {"rate": {"by": "brand", "values": {" ": 1}}}},
            *("text", "reward.rate.values", '""', "text"),
        ),
        (
            {"reward": {"rate": {"by": "brand", "values": {"A": 1, " A": 2}}}},
            *("repeated", "reward.rate.values", "{A: 1,  A: 2}", "each value once"),
        ),
        (
            {"reward": {"race": [{"reach": 1, "flat": 1, "winners": 0}]}},
            *("sign", "reward.race[0].winners", "0", "1 or more"),
        ),
        (
            {"reward": {"race": [{"reach": 1, "flat": 1, "hold": "yes"}]}},
            *("boolean", "reward.race[0].hold", '"yes"', "true or false"),
        ),
        ({"rounding": {"to": 0}}, "sign", "rounding.to", "0", "more than 0"),
        ({"caps": {"budget": None}}, "empty", "caps.budget", "nothing", "a value"),
        ({"id": Decimal("1E+300")}, "digits", "id", "1E+300", "a number of a plan's size"),
        ({"id": 10**5_000}, "digits", "id", "a very long number", "a number of a plan's"),
        ({"caps": {"budget": Decimal("NaN")}}, "digits", "caps.budget", "NaN", "a whole"),
        ({"caps": {"budget": 0.5}}, "digits", "caps.budget", "0.5", "an exact decimal"),
        (
            {"settlement": {"within": "30"}},
            "days",
            "settlement.within",
            '"30"',
            "written as 30d",
        ),
        (
            {"settlement": {"as": "cash"}},
            "choice",
            "settlement.as",
            '"cash"',
            "money, points",
        ),
        (
            {"period": {"from": "2026-02-30"}},
            *("date", "period.from", '"2026-02-30"', "a date written as 2026-11-30"),
        ),
        (
            {"period": {"from": "2026-W01-1"}},
            *("date", "period.from", '"2026-W01-1"', "a date written as 2026-11-30"),
        ),
        (
            {"period": {"from": "2026-11-01", "timezone": "Asia/Jkt"}},
            *("zone", "period.timezone", '"Asia/Jkt"', "a time zone such as Asia/Jakarta"),
        ),
        ({"title": "a\x00b"}, "character", "title", '"a\\u0000b"', "without control"),
        ({"title": "a\u202eb"}, "character", "title", '"a\\u202eb"', "without control"),
    ],
)
def test_a_problem_tells_its_code_its_place_what_was_found_and_what_is_allowed(
    parts, code, path, found, allowed
) -> None:
    (problem,) = problems_in(**parts)

    assert (problem.code, problem.path, problem.found) == (code, path, found)
    assert allowed in problem.allowed


@pytest.mark.parametrize(
    ("parts", "path", "suggested"),
    [
        ({"titel": "x"}, "titel", "title"),
        ({"caps": {"per_pary": 5}}, "caps.per_pary", "per_party"),
        ({"scope": {"not": {"prodct": "A"}}}, "scope.not.prodct", "product"),
        (
            {"conditions": [{"measure": "revenue", "atleast": 5, "below": 3}]},
            None,
            "at_least",
        ),
        ({"reward": {"flat": 5, "scop": {}}}, "reward.scop", None),
        ({"reward": {"raet": "5%"}}, "reward.raet", "rate"),
        (
            {
                "reward": {
                    "tiers": [{"form": 0, "from": 0, "flat": 5}],
                    "mode": "cumulative",
                }
            },
            *("reward.tiers[0].form", "from"),
        ),
        ({"measure": {"growth": "revenue", "over": "previous", "ovr": 1}}, None, "over"),
        ({"[key]": 5}, "[key]", None),
        (
            {"measure": {"growth": "margin", "over": "previous", "Growth": 1}},
            None,
            "growth",
        ),
    ],
)
def test_an_unknown_key_names_the_keys_known_there_and_the_nearest(
    parts, path, suggested
) -> None:
    unknown = [found for found in problems_in(**parts) if found.code == "unknown-key"]

    (problem,) = unknown
    assert path is None or problem.path == path
    if suggested is not None:
        assert problem.allowed.endswith(f"; did you mean `{suggested}`?")
        assert suggested in problem.allowed.split(";")[0]


def test_the_keys_named_are_those_of_the_place() -> None:
    (problem,) = problems_in(settlement={"zzz": "7d"})

    assert problem.allowed == "as, within, release or hold"


WRONG_THROUGHOUT = """
setia: 1
id: Komisi A
period: {from: 2026-11-30, to: 2026-11-01, every: fortnight}
scope: {weekday: friday, not: {brnd: X}}
measure: {growth: revenue, over: lastyear}
conditions:
  - {measure: revenue}
  - {measure: revenue, at_least: 5, below: x}
reward:
  tiers:
    - {from: 5, rate: 3, flat: 5}
    - {from: 4, flat: 2.0000001}
    - {rate: {by: colour, values: {A: -1%}}}
  mode: sometimes
caps: {per_party: 1500, budget: }
rounding: {to: 1000}
funding: [{party: a, share: 60%}, {party: a, share: 50%}]
stacking: {group: x}
titel: x
"""


def test_everything_wrong_is_told_at_once_in_the_order_in_which_it_is_written() -> None:
    told = [(problem.code, problem.path) for problem in problems_of(WRONG_THROUGHOUT)]

    assert told == [
        ("slug", "id"),
        ("choice", "period.every"),
        ("period-order", "period.to"),
        ("choice", "scope.weekday"),
        ("unknown-key", "scope.not.brnd"),
        ("choice", "measure.over"),
        ("share", "conditions[1].below"),
        ("one-of", "conditions[0]"),
        ("one-of", "conditions[1]"),
        ("decimals", "reward.tiers[1].flat"),
        ("missing", "reward.tiers[2].from"),
        ("choice", "reward.tiers[2].rate.by"),
        ("sign", "reward.tiers[2].rate.values.A"),
        ("choice", "reward.mode"),
        ("one-of", "reward.tiers[0]"),
        ("tier-order", "reward.tiers[1].from"),
        ("empty", "caps.budget"),
        ("cap-unit", "caps.per_party"),
        ("funding-sum", "funding"),
        ("funding-party", "funding[1].party"),
        ("missing", "stacking.keep"),
        ("unknown-key", "titel"),
    ]


def test_two_kinds_of_reward_are_told_with_what_is_wrong_inside_of_both() -> None:
    told = problems_in(reward={"rate": "abc", "flat": -1, "zzz": 1})

    assert [(problem.code, problem.path) for problem in told] == [
        ("reward", "reward"),
        ("unknown-key", "reward.zzz"),
        ("share", "reward.rate"),
        ("sign", "reward.flat"),
    ]


def test_a_problem_in_a_list_of_plans_names_file_plan_and_place() -> None:
    text = """
    - {setia: 1, id: good, period: {from: 2026-11-01}, reward: {rate: 1%}}
    - {setia: 1, id: bad, period: {from: 2026-11-01}, reward: {rate: x, rate: y}}
    - 7
    """

    told = problems_of(text, "plans.yaml")

    assert [(one.file, one.plan, one.code, one.path) for one in told] == [
        ("plans.yaml", "bad", "key-repeated", "[1].reward.rate"),
        ("plans.yaml", "", "mapping", "[2]"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "nothing"),
        ("# nothing", "nothing"),
        ("5", "5"),
        ("[]", "[]"),
        ("plan", '"plan"'),
    ],
)
def test_a_document_that_is_no_plan_is_told_as_a_whole(text, found) -> None:
    (problem,) = problems_of(text)

    assert (problem.code, problem.path, problem.found) == ("mapping", "", found)


def test_no_plan_at_all_names_every_missing_key() -> None:
    assert [(one.code, one.path) for one in problems_of("{}")] == [
        ("missing", "setia"),
        ("missing", "id"),
        ("missing", "period"),
        ("missing", "reward"),
    ]


def test_a_long_value_is_cut_and_stays_on_one_line() -> None:
    (problem,) = problems_in(credit=[{"a": "x\ny" * 50}] * 3)

    assert len(problem.found) == 60
    assert problem.found.startswith('[{a: "x\\nyx\\ny')


def test_percentages_and_fractions_mean_the_same() -> None:
    percent = plan_from(a_document(reward={"rate": " 2.5 % "}))
    fraction = read_plan_text(
        "{setia: 1, id: plan, period: {from: 2026-11-01, to: 2026-11-30}, reward: {rate: 0.025}}",
        "plan.yaml",
    )

    assert [percent] == fraction


def test_texts_keep_their_characters_where_an_id_is_meant() -> None:
    (plan,) = read_plan_text(
        """
        setia: 1
        id: plan
        period: {from: 2026-11-01}
        scope: {product: [0012, 12, 1.50, true, no, ' a b ']}
        reward: {rate: {by: product, values: {0012: 1%, 1.50: 2%}}}
        """,
        "plan.yaml",
    )

    assert plan.scope.product == ("0012", "12", "1.50", "true", "no", "a b")
    assert list(plan.reward.rate.values) == ["0012", "1.50"]
