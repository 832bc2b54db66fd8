"""From facts and a plan to an answer, in a world whose answer is known."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from backtests.small_world import (
    AS_OF,
    OTHERS,
    OURS,
    RUNS,
    Sale,
    half_more,
    looked_back,
    of_size,
)
from django.utils.translation import override

from setia.backtests.report import Range, Report
from setia.backtests.words import headline, profit_in_words
from setia_engine.plan.filters import Eligible

WEEKLY = sum(of_size(one) for one in OURS)
"""Rp7,800,000 a week."""
HELD_OUT = f"{{role: reseller, not: {{party: [{', '.join(OTHERS)}]}}}}"


def write(minor: int) -> str:
    return f"Rp{minor // 100:,}"


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture(scope="module")
def drawn(tmp_path_factory) -> Report:
    folder = tmp_path_factory.mktemp("drawn")
    return looked_back(folder, eligible=HELD_OUT, held_out=OTHERS)


def test_a_draw_finds_what_the_program_brought(drawn: Report) -> None:
    assert (drawn.design, drawn.verdict, drawn.reasons) == ("holdout", "told", ())
    # Half of four weeks of Rp7,800,000, in sen; every party grew alike, so it is sure.
    extra = WEEKLY * 4 // 2 * 100
    assert drawn.effects["scope"] == Range(extra, extra, extra, 5_000)


def test_the_cost_is_what_the_engine_gives_and_the_profit_what_is_left(
    drawn: Report,
) -> None:
    # Ten percent of four weeks at one and a half.
    cost = WEEKLY * 4 * 3 // 2 // 10 * 100
    extra_margin = WEEKLY * 4 // 2 * 4 // 10 * 100
    assert drawn.cost_minor == drawn.compared_cost_minor == cost
    assert drawn.effects["margin"].best == extra_margin
    assert drawn.profit == Range(*[extra_margin - cost] * 3)
    # Rp4,680,000 for Rp15,600,000 extra.
    assert drawn.per_extra == Range(3_000, 3_000, 3_000)


def test_the_answer_is_one_sentence(drawn: Report) -> None:
    assert headline(drawn, write) == (
        "Brought between Rp15,600,000 and Rp15,600,000 of extra revenue, "
        "for a cost of Rp4,680,000."
    )
    assert (
        profit_in_words(drawn, write) == "A profit of between Rp1,560,000 and Rp1,560,000."
    )


def test_both_sides_are_told_with_what_they_sold(drawn: Report) -> None:
    assert drawn.ours is not None
    assert drawn.others is not None
    # Of the eighteen weeks before the two just before it, the first is not known whole.
    assert drawn.ours.before_minor == WEEKLY * 17 * 100
    assert drawn.ours.during_minor == WEEKLY * 6 * 100
    assert (drawn.others.parties, drawn.others.during_minor) == (12, WEEKLY * 4 * 100)
    assert [one.span for one in drawn.path].count("during") == 4


def test_a_kept_report_is_read_as_it_was(drawn: Report) -> None:
    assert Report.from_json(json.loads(json.dumps(drawn.as_json()))) == drawn


def test_similar_parties_are_found_where_nobody_was_drawn(tmp_path) -> None:
    found = looked_back(tmp_path)
    assert (found.design, found.verdict) == ("matched", "told")
    assert found.effects["scope"].best == WEEKLY * 2 * 100
    assert found.cautions == ("not_drawn",)
    assert found.advice == ("hold_out_next",)


def test_who_was_held_out_of_a_program_to_join_is_compared_with_who_joined(
    tmp_path,
) -> None:
    """The plan is cut to who joined, but those held out could never join."""
    joined = f"{{party: [{', '.join(OURS)}]}}"
    asked = Eligible.model_validate({"tier": ["A", "B"], "not": {"party": OTHERS}})
    found = looked_back(tmp_path, eligible=joined, held_out=OTHERS, open_to=asked)
    assert (found.design, found.others.parties) == ("holdout", 12)
    assert found.cautions == ("self_selected",)


def test_territories_are_compared_where_they_are_eligible_as_a_whole(tmp_path) -> None:
    found = looked_back(
        tmp_path,
        eligible="{territory: [A0, A1, A2]}",
        territory=lambda party: f"{party[0]}{int(party[1:]) % 3}",
    )
    assert (found.design, found.verdict) == ("territories", "told")
    assert found.ours is not None
    assert (found.ours.parties, found.ours.units) == (12, 3)
    assert found.effects["scope"].best == WEEKLY * 2 * 100


def test_where_everyone_was_eligible_it_cannot_be_told_and_the_cost_is(tmp_path) -> None:
    found = looked_back(tmp_path, eligible="{role: reseller}")
    assert (found.verdict, found.reasons) == ("cannot", ("everyone_eligible",))
    assert found.cost_minor == WEEKLY * 4 * 5 // 2 // 10 * 100
    assert found.effects == {}
    assert headline(found, write).startswith("Can't be told: everyone was eligible")
    assert "hold_out_next" in found.advice


def growing(party: str, week: int) -> list[Sale]:
    """Let those with the program grow by a tenth a week anyway, each a little differently."""
    pace = 1.1 if party in OURS else 1.0
    sway = 1 + 0.02 * ((int(party[1:]) * 7 + week * 3) % 5 - 2)
    amount = round(of_size(party) * pace**week * sway)
    return [Sale(amount, amount // 2)]


def test_where_both_sides_went_different_ways_before_it_cannot_be_told(tmp_path) -> None:
    found = looked_back(tmp_path, sells=growing, eligible=HELD_OUT, held_out=OTHERS)
    assert (found.verdict, found.reasons) == ("cannot", ("trends_differ",))


def swaying(party: str, week: int) -> list[Sale]:
    """Let everybody's weeks differ widely, and the program do a little."""
    sway = ((int(party[1:]) * 37 + week * 53 + (party in OURS) * 29) % 19 + 1) / 10
    amount = round(of_size(party) * sway * (1.2 if party in OURS and week in RUNS else 1))
    return [Sale(amount, amount * 6 // 10)]


def test_where_a_loss_is_as_possible_as_a_profit_both_are_named(tmp_path) -> None:
    found = looked_back(tmp_path, sells=swaying, eligible=HELD_OUT, held_out=OTHERS)
    assert (found.verdict, found.reasons) == ("unsure", ("profit_or_loss",))
    assert found.profit is not None
    assert found.profit.low < 0 < found.profit.high
    assert headline(found, write).startswith(
        "Can't be told whether it paid: between a loss of"
    )
    assert "run_longer" in found.advice


def taking(party: str, week: int) -> list[Sale]:
    """Let coffee lose what serum wins, wait for the program and come back afterwards."""
    now = party in OURS and week in RUNS
    waits = party in OURS and week in (RUNS.start - 1, RUNS.stop)
    serum = half_more(party, week)[0].amount // (2 if waits else 1)
    coffee = of_size(party) // (2 if now else 1)
    rows = [Sale(serum, serum // 2), Sale(coffee, coffee // 2, "kopi")]
    if party in OURS and week == RUNS.stop + 1:
        rows.append(Sale(-of_size(party), -of_size(party) // 2))
    return rows


def test_what_was_taken_from_elsewhere_or_came_back_is_said(tmp_path) -> None:
    found = looked_back(tmp_path, sells=taking, eligible=HELD_OUT, held_out=OTHERS)
    assert found.effects["other"].best == -WEEKLY * 2 * 100
    assert found.effects["near"].best == -WEEKLY // 2 * 100
    assert found.effects["returned"].best == WEEKLY * 100
    assert {
        "near_before_less",
        "other_products_less",
        "returned_later_more",
        "after_dip_less",
    } == set(found.cautions)


def without_costs(party: str, week: int) -> list[Sale]:
    return [replace(one, cost=None) for one in half_more(party, week)]


def test_without_costs_the_profit_is_not_told(tmp_path) -> None:
    found = looked_back(tmp_path, without_costs, HELD_OUT, OTHERS)
    assert (found.verdict, found.reasons) == ("told", ("costs_missing",))
    assert found.profit is None
    assert "margin" not in found.effects
    assert profit_in_words(found, write) == ""


def test_points_are_no_money_to_hold_against_a_margin(tmp_path) -> None:
    found = looked_back(
        tmp_path, half_more, HELD_OUT, OTHERS, more="settlement: {as: points}"
    )
    assert (found.verdict, found.reasons) == ("told", ("not_money",))
    assert (found.cost_minor, found.profit, found.per_extra) == (None, None, None)


def test_what_a_supplier_pays_is_no_cost_of_the_house(tmp_path) -> None:
    funding = "funding: [{party: prinsipal, share: 100%}]"
    found = looked_back(tmp_path, half_more, HELD_OUT, OTHERS, more=funding)
    assert found.house_cost_minor == 0
    assert found.profit is not None
    assert found.profit.best == found.effects["margin"].best


def test_a_program_that_still_runs_is_not_looked_at(tmp_path) -> None:
    found = looked_back(tmp_path, as_of=AS_OF.replace(month=6, day=1))
    assert (found.verdict, found.reasons) == ("cannot", ("not_over",))
