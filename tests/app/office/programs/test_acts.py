"""The buttons of the builder that change the form: rows come and go, and nothing else moves."""

from __future__ import annotations

import pytest

from setia.office.programs.builder.acts import acted, place_after

ROWS = {
    "0.id": ["lomba"],
    "0.reward:kind": ["TiersReward"],
    "0.reward.tiers[0]:here": ["1"],
    "0.reward.tiers[0].from": ["150"],
    "0.reward.tiers[0]:one": ["flat"],
    "0.reward.tiers[1]:here": ["1"],
    "0.reward.tiers[1].from": ["250"],
    "0.reward.tiers[1]:one": ["rate"],
    "0.reward.tiers[1].rate:kind": ["RateTable"],
    "0.reward.tiers[1].rate.values[0]:here": ["1"],
    "0.reward.tiers[1].rate.values[0].key": ["A"],
    "0.reward.tiers[2]:here": ["1"],
    "0.reward.tiers[2].from": ["500"],
    "0.scope:here": ["1"],
    "0.scope.not:here": ["1"],
    "0.scope.not.product": ["B"],
}


def test_a_row_is_added_with_the_kinds_of_the_row_above():
    after = acted({k: v for k, v in ROWS.items() if "[2]" not in k}, "add:0.reward.tiers")
    assert after["0.reward.tiers[2]:here"] == ["1"]
    assert after["0.reward.tiers[2]:one"] == ["rate"]
    assert after["0.reward.tiers[2].rate:kind"] == ["RateTable"]
    assert "0.reward.tiers[2].from" not in after
    assert "0.reward.tiers[2].rate.values[0]:here" not in after
    assert place_after("add:0.reward.tiers", after) == "0.reward.tiers[2]"


def test_a_row_is_removed_and_those_below_move_up():
    after = acted(ROWS, "remove:0.reward.tiers[0]")
    assert after["0.reward.tiers[0].from"] == ["250"]
    assert after["0.reward.tiers[0].rate.values[0].key"] == ["A"]
    assert after["0.reward.tiers[1].from"] == ["500"]
    assert not any("[2]" in name for name in after)
    assert after["0.scope.not.product"] == ["B"]


@pytest.mark.parametrize(
    ("act", "place"),
    [
        ("remove:0.reward.tiers[0]", "0.reward.tiers[0]"),
        ("remove:0.reward.tiers[2]", "0.reward.tiers[1]"),
        ("gone:0.scope.not", "0.scope.not"),
        ("here:0.stacking", "0.stacking"),
    ],
)
def test_a_button_leads_to_where_something_changed(act, place):
    assert place_after(act, acted(ROWS, act)) == place


def test_where_the_last_row_is_removed_one_comes_to_the_list():
    one = {"0.funding[0]:here": ["1"], "0.funding[0].party": ["S"]}
    after = acted(one, "remove:0.funding[0]")
    assert after == {}
    assert place_after("remove:0.funding[0]", after) == "0.funding"


def test_a_part_is_put_in_and_taken_away_with_all_that_is_in_it():
    assert acted({}, "here:0.stacking") == {"0.stacking:here": ["1"]}
    after = acted(ROWS, "gone:0.scope.not")
    assert not any(name.startswith("0.scope.not") for name in after)
    assert after["0.scope:here"] == ["1"]


@pytest.mark.parametrize(
    "act",
    ["", "check", "save", "kind:0.reward", "remove:0.reward", "fly:0.id", "remove:[9]"],
)
def test_whatever_else_is_pressed_leaves_the_fields_as_they_are(act):
    assert acted(ROWS, act) == ROWS
