"""What a plan would cost and leave, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from tried import FEW, NOW, STILL, codes, october, tried

from setia_engine.simulate.assumptions import Assumptions, Response
from setia_engine.simulate.responses import at_percentile
from setia_engine.simulate.trial import house_share
from setia_engine.simulate.words import SENTENCES, told
from setia_engine.testing.builders import a_line, a_plan, a_product

TEN = october([("ani", 100_000, day) for day in range(1, 31, 3)])
"""Ten pieces for 100,000 each, which cost 60,000: a margin of 400,000."""


def test_a_tenth_of_what_was_sold_leaves_the_rest_of_the_margin():
    report = tried(TEN, caps={"budget": 500_000})
    figures = report.figures
    assert report.verdict == "pass"
    assert figures.costs.as_was == 100_000_00
    assert (figures.margins.before, figures.margins.after) == (400_000_00, 300_000_00)
    assert (figures.sold.lines, figures.sold.parties) == (10, 1)
    assert figures.looked.start == date(2026, 10, 1)
    assert [(one.key, one.after) for one in figures.products] == [("sabun", 300_000_00)]
    assert [(one.key, one.house) for one in figures.parties] == [("ani", 100_000_00)]


def test_a_minimum_above_the_margin_is_told_with_both_figures():
    """Golden case: 20 % of 120,000 with at least 30,000, on a margin of 25,000."""
    lines = october([("ani", 120_000, day) for day in (1, 10, 19, 28)])
    products = [a_product(cost=95_000, price=120_000)]
    report = tried(lines, products, reward={"rate": "20%", "min_per_unit": 30_000})
    found = next(one for one in report.findings if one.code == "reward_above_margin")
    assert report.verdict == "fail"
    assert report.figures.costs.as_was == 120_000_00
    assert (found.severity, found.path) == ("fail", "reward.min_per_unit")
    assert (found.figures["reward"], found.figures["margin"]) == (30_000_00, 25_000_00)
    assert report.figures.margins.after == -20_000_00
    assert codes(report, "fail")[:2] == ["margin_negative", "reward_above_margin"]


SOAP_AND_COFFEE = [
    *(replace(one, order_id=f"K{one.order_id}", product_id="kopi") for one in TEN[:2]),
    *TEN,
]


@pytest.mark.parametrize(
    ("cost", "margin"),
    [("110000", -10_000_00), ("100000", 0), ("95000", 5_000_00)],
)
def test_a_commission_on_what_is_sold_at_or_below_cost_is_above_its_margin(cost, margin):
    """A tenth of 100,000 on two coffees; ten soaps leave enough that nothing else fails."""
    products = [a_product(cost=60_000), a_product("kopi", cost=cost)]
    report = tried(SOAP_AND_COFFEE, products)
    (found,) = [one for one in report.findings if one.severity == "fail"]
    assert (report.verdict, found.code) == ("fail", "reward_above_margin")
    assert found.figures["products"] == ["kopi"]
    assert (found.figures["reward"], found.figures["margin"]) == (10_000_00, margin)
    assert "sold_at_loss" not in codes(report)


def test_the_golden_commission_at_a_cost_above_the_price_fails():
    """At least 30,000 on 120,000 that cost 130,000, among soaps that leave enough."""
    lines = [replace(one, amount=Decimal(120_000)) for one in SOAP_AND_COFFEE]
    products = [a_product(cost=20_000), a_product("kopi", cost=130_000)]
    report = tried(lines, products, reward={"rate": "20%", "min_per_unit": 30_000})
    assert codes(report, "fail") == ["reward_above_margin"]
    (found,) = [one for one in report.findings if one.severity == "fail"]
    assert (found.figures["reward"], found.figures["margin"]) == (30_000_00, -10_000_00)


def test_a_bonus_that_counts_what_is_sold_below_cost_is_only_told_of_it():
    products = [a_product(cost=60_000), a_product("kopi", cost=110_000)]
    report = tried(SOAP_AND_COFFEE, products, reward={"flat": 50_000})
    assert report.verdict == "pass"
    assert "sold_at_loss" in codes(report, "warn")


def test_without_a_change_of_sales_every_sample_is_the_cost_as_it_was():
    costs = tried(TEN).figures.costs
    assert set(costs.samples) == {costs.as_was}
    assert (costs.low, costs.p50, costs.p95) == (costs.as_was,) * 3


def test_samples_lie_within_the_range_and_are_drawn_the_same_again():
    first = tried(TEN, assumptions=FEW).figures.costs
    again = tried(TEN, assumptions=FEW).figures.costs
    other = tried(TEN, assumptions=replace(FEW, seed=2)).figures.costs
    assert first.samples == again.samples != other.samples
    assert 95_000_00 <= min(first.samples) <= max(first.samples) <= 120_000_00
    assert first.low <= first.p50 <= first.p95 <= first.worst


def test_a_group_has_a_range_of_its_own():
    lines = [*TEN, *october([("ani", 100_000, 12)], product_id="kopi")]
    lines[-1] = replace(lines[-1], order_id="K")
    products = [
        a_product(cost=60_000, category="A"),
        a_product("kopi", cost=60_000, category="B"),
    ]
    responses = (Response(0, 0), Response(10_000, 10_000, "category", "B"))
    report = tried(
        lines,
        products,
        assumptions=replace(STILL, responses=responses),
        reward={"rate": "10%"},
    )
    # The one sale of coffee doubles: ten times 10,000 and one 20,000.
    assert set(report.figures.costs.samples) == {120_000_00}


def test_break_even_is_where_the_margin_of_more_sales_pays_the_plan():
    """0.4 u >= 0.1 (1 + u) of a million: from a third more on."""
    extra = tried(TEN).figures.break_even
    assert extra == 3_340


def test_what_costs_more_than_it_can_ever_bring_has_no_break_even():
    assert tried(TEN, reward={"rate": "50%"}).figures.break_even is None


def test_what_is_paid_for_sales_that_would_come_anyway():
    more = replace(STILL, responses=(Response(2_500, 2_500),))
    figures = tried(TEN, assumptions=more).figures
    # 100,000 of 125,000 would be paid without any change.
    assert figures.anyway == 800_000


def test_the_day_on_which_the_budget_is_used_up_is_told_of_the_plans_own_days():
    report = tried(TEN, caps={"budget": 45_000})
    # A tenth of the fifth sale makes 50,000; 13 October stands for 13 November.
    assert report.figures.used_up_on == date(2026, 11, 13)
    assert report.figures.costs.worst == 45_000_00
    assert "budget_used_up" in codes(report, "warn")


def test_what_binding_plans_take_is_counted_before():
    other = a_plan(id="other", reward={"rate": "35%"}, period={"from": "2026-01-01"})
    report = tried(TEN, others=[other])
    assert report.figures.margins.others == 350_000_00
    assert report.figures.margins.after == -50_000_00
    assert report.verdict == "fail"


def test_binding_plans_that_give_no_money_are_named_because_they_are_not_counted():
    """What a point costs is stated of the guarded plan alone."""
    give = {"settlement": {"as": "points"}, "reward": {"step": {"every": 1_000, "give": 1}}}
    ended = {"from": "2026-01-01", "to": "2026-10-31"}
    others = [
        a_plan(id="poin", **give),
        a_plan(id="hadiah", **(give | {"settlement": {"as": "goods"}})),
        a_plan(id="dulu", period=ended, **give),
        a_plan(id="uang", reward={"rate": "1%"}),
    ]
    report = tried(TEN, others=others)
    (found,) = [one for one in report.findings if one.code == "others_not_counted"]
    assert (found.severity, found.path) == ("warn", "reward")
    assert found.figures == {"programs": ["hadiah", "poin"], "count": 2}
    assert report.figures.margins.others == 10_000_00
    assert "hadiah, poin" in told(found, "en")
    assert "hadiah, poin" in told(found, "id")
    assert "others_not_counted" not in codes(tried(TEN, others=others[-1:]))


def test_a_binding_plan_that_begins_the_same_day_keeps_its_long_period():
    """A year's tier takes 35 % of all of its sales, November's too; November alone is none."""
    november = [
        replace(one, sold_at=one.sold_at.replace(year=2025, month=11)) for one in TEN
    ]
    later = a_line("2026-10-05T10:00:00", order_id="L", amount=1_000_000)
    reward = {"tiers": [{"from": 2_000_000, "rate": "35%"}], "mode": "retroactive"}
    period = {"from": "2026-11-01", "to": "2027-10-31"}
    report = tried(
        [*november, later], others=[a_plan(id="year", reward=reward, period=period)]
    )
    assert report.figures.looked.start == date(2025, 11, 1)
    assert report.figures.margins.others == 350_000_00
    assert report.verdict == "fail"


def test_a_binding_plan_of_one_week_is_not_stretched_over_the_month():
    week = {"from": "2026-11-01", "to": "2026-11-07"}
    other = a_plan(id="week", reward={"rate": "35%"}, period=week)
    report = tried(TEN, others=[other], caps={"budget": 500_000})
    # of three sales, those of the 1st, the 4th and the 7th
    assert report.figures.margins.others == 105_000_00
    assert report.verdict == "pass"


def test_a_plan_of_its_group_with_the_same_days_is_cut_with_it():
    """History holds one of three months: both are looked at over it, and one is paid."""
    days = {"period": {"from": "2026-11-01", "to": "2027-01-31", "every": "month"}}
    group = {"stacking": {"group": "bonus", "keep": "best"}}
    mate = a_plan(id="mate", reward={"rate": "20%"}, **days, **group)
    report = tried(TEN, others=[mate], **days, **group)
    assert (report.figures.looked.windows, report.figures.costs.as_was) == (1, 0)


def test_what_a_supplier_funds_does_not_come_out_of_the_margin():
    funding = [{"party": "pabrik", "share": "60%"}]
    figures = tried(TEN, funding=funding).figures
    assert (figures.costs.as_was, figures.costs.house) == (100_000_00, 40_000_00)
    assert figures.margins.after == 360_000_00
    assert house_share(a_plan(funding=funding)) == Fraction(2, 5)


@pytest.mark.parametrize(
    ("case", "parts", "cost"),
    [
        # 1,000,000 sold; the next tier at 1,200,000 pays a fifth of it
        (
            "thresholds",
            {
                "reward": {
                    "tiers": [
                        {"from": 0, "rate": "10%"},
                        {"from": 1_200_000, "rate": "20%"},
                    ],
                    "mode": "retroactive",
                }
            },
            240_000_00,
        ),
        # a condition that nobody met is met by everybody
        (
            "thresholds",
            {"conditions": [{"measure": "revenue", "at_least": 1_500_000}]},
            150_000_00,
        ),
        # a cap holds in every case
        (
            "thresholds",
            {
                "conditions": [{"measure": "revenue", "at_least": 1_500_000}],
                "caps": {"per_party": 60_000},
            },
            60_000_00,
        ),
        ("one_party", {}, 100_000_00),
    ],
)
def test_hostile_cases_cost_what_the_engine_says_of_them(case, parts, cost):
    figures = tried(TEN, **parts).figures
    found = next(one for one in figures.cases if one.case == case)
    assert found.cost == cost
    assert figures.costs.worst >= cost


def test_one_party_that_makes_all_sales_reaches_what_no_two_did():
    lines = october([("ani", 100_000, 1), ("budi", 100_000, 28)])
    report = tried(lines, conditions=[{"measure": "revenue", "at_least": 200_000}])
    case = next(one for one in report.figures.cases if one.case == "one_party")
    assert (report.figures.costs.as_was, case.cost) == (0, 20_000_00)


def test_twice_as_many_returns_take_twice_as_much_back():
    back = a_line("2026-10-20T10:00:00", order_id="R", quantity=-1, amount=-100_000)
    case = next(one for one in tried([*TEN, back]).figures.cases if one.case == "returns")
    # 1,000,000 less twice 100,000; a margin of 400,000 less twice 40,000.
    assert (case.cost, case.left) == (80_000_00, 320_000_00 - 80_000_00)


def test_sales_of_days_around_are_pulled_into_an_only_window():
    before = a_line("2026-09-20T10:00:00", order_id="B", amount=500_000)
    case = next(one for one in tried([*TEN, before]).figures.cases if one.case == "pulled")
    assert case.cost == 150_000_00


def test_a_case_that_cannot_be_tried_says_why():
    cases = {one.case: one for one in tried(TEN).figures.cases}
    assert (cases["thresholds"].cost, cases["thresholds"].why) == (None, "no_threshold")
    assert cases["returns"].why == "no_returns"
    assert cases["pulled"].why == "no_sales_beside"


def test_nothing_bounds_a_plan_that_loses_money_when_people_reach_for_it():
    reward = {"tiers": [{"from": 2_000_000, "rate": "50%"}], "mode": "retroactive"}
    open_ended = tried(TEN, reward=reward)
    bounded = tried(TEN, reward=reward, caps={"budget": 300_000})
    assert (open_ended.verdict, codes(open_ended, "fail")) == ("fail", ["worst_unbounded"])
    assert bounded.verdict == "pass"


def test_costs_that_are_missing_for_more_than_the_stated_share_refuse_a_report():
    lines = [*TEN, *october([("ani", 400_000, 12)], product_id="kopi")]
    lines[-1] = replace(lines[-1], order_id="K")
    products = [a_product(cost=60_000), a_product("kopi")]
    report = tried(lines, products)
    found = next(one for one in report.findings if one.severity == "refuse")
    assert (report.verdict, found.code) == ("refused", "cost_missing")
    assert found.figures["share"] == 2_857  # 400,000 of 1,400,000
    assert found.figures["products"] == ["kopi"]
    allowed = replace(STILL, most_missing=3_000)
    assert tried(lines, products, assumptions=allowed).verdict == "pass"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (
            {"period": {"from": "2027-01-01", "to": "2027-12-31", "every": "year"}},
            "history_short",
        ),
        ({"scope": {"product": "kopi"}}, "no_sales"),
        ({"settlement": {"as": "points"}}, "worth_missing"),
    ],
)
def test_what_cannot_be_told_is_refused(parts, code):
    report = tried(TEN, **parts)
    assert (report.verdict, codes(report)) == ("refused", [code])
    assert report.figures is None


def test_without_any_sale_there_is_no_history():
    assert codes(tried([])) == ["no_history"]


def test_points_cost_what_one_of_them_is_worth():
    worth = replace(STILL, unit_worth_minor=500_00)
    parts = {
        "settlement": {"as": "points"},
        "reward": {"step": {"every": 10_000, "give": 1}},
    }
    figures = tried(TEN, assumptions=worth, **parts).figures
    # a hundred points at 500
    assert (figures.costs.as_was, figures.margins.after) == (50_000_00, 350_000_00)


def test_commissions_that_nobody_goes_out_for_are_told():
    asked = replace(STILL, worthwhile_minor=30_000_00)
    report = tried(TEN, assumptions=asked)
    found = next(one for one in report.findings if one.code == "hardly_worthwhile")
    assert (found.severity, found.figures["products"]) == ("warn", ["sabun"])


def test_nobody_judges_what_is_worthwhile_where_no_amount_is_stated():
    """An amount that is much in one currency is little in another."""
    assert "hardly_worthwhile" not in codes(tried(TEN, assumptions=Assumptions(samples=20)))


def test_sales_known_later_than_the_moment_do_not_exist():
    late = replace(TEN[0], recorded_at=NOW.replace(year=2027, tzinfo=None), order_id="L")
    lines = [replace(line, recorded_at=line.sold_at) for line in TEN]
    assert tried([*lines, late]).figures.costs.as_was == 100_000_00


@pytest.mark.parametrize(
    ("percent", "value"), [(0, 1), (5, 1), (50, 10), (95, 19), (100, 20)]
)
def test_a_percentile_is_one_of_the_values_by_nearest_rank(percent, value):
    assert at_percentile(list(range(20, 0, -1)), percent) == value


def test_every_finding_is_told_in_both_languages():
    assert set(SENTENCES["id"]) == set(SENTENCES["en"])
    report = tried(TEN, period={"from": "2026-11-01", "every": "month"})
    for finding in report.findings:
        assert told(finding, "id") != told(finding, "en")


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Response(500, 100),
        lambda: Response(-10_000, 0),
        lambda: Assumptions(samples=5),
        lambda: Assumptions(responses=()),
    ],
)
def test_assumptions_that_cannot_be_are_refused(wrong):
    with pytest.raises(ValueError, match=r"."):
        wrong()
