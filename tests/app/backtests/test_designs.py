"""Against whom a program is held, and why not against somebody better."""

from __future__ import annotations

from datetime import date

import numpy as np

from setia.backtests.designs import Choice, choose
from setia.backtests.members import Members
from setia.backtests.study.cohorts import Cohort, cohorts
from setia.backtests.study.matching import match

JAN, FEB, END = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 31)


def members_of(begun, without=(), held_out=(), territory=None) -> Members:
    everybody = [*begun, *without, *held_out]
    return Members(
        begun=begun,
        without=tuple(without),
        held_out=tuple(held_out),
        changed=(),
        territory=territory or {},
        role=dict.fromkeys(everybody, "reseller"),
    )


def chosen(found: Members) -> Choice:
    sellers = {*found.begun, *found.without, *found.held_out}
    return choose(found, sellers, END)


def by_place(*names: str, each: int = 2) -> list[str]:
    return [f"{name}{number}" for name in names for number in range(each)]


def territory_of(parties) -> dict[str, str]:
    return {party: party[0] for party in parties}


def test_who_was_left_out_by_chance_comes_first() -> None:
    found = chosen(members_of({"a": JAN, "b": JAN}, without=["c"], held_out=["d", "e"]))
    assert found.design == "holdout"
    assert found.comparisons[0].others == ("d", "e")
    assert found.declined == ()


def test_without_a_draw_territories_that_begin_later_are_compared() -> None:
    early, late = by_place("A", "B", "C"), by_place("D", "E", "F")
    begun = dict.fromkeys(early, JAN) | dict.fromkeys(late, FEB)
    found = chosen(members_of(begun, territory=territory_of(begun)))
    assert found.design == "territories"
    assert [(one.start, one.until) for one in found.comparisons] == [
        (JAN, date(2026, 1, 31))
    ]
    assert found.comparisons[0].ours == tuple(early)
    assert found.declined == (("holdout", "nobody_held_out"),)


def test_eligible_by_tier_is_held_against_similar_parties() -> None:
    ours, others = by_place("A", "B"), ["A8", "A9", "B8", "B9"]
    found = chosen(
        members_of(
            dict.fromkeys(ours, JAN), others, territory=territory_of([*ours, *others])
        )
    )
    assert found.design == "matched"
    assert dict(found.declined)["territories"] == "not_by_territory"
    assert found.comparisons[0].others == tuple(others)


def test_where_everyone_began_at_once_there_is_no_design() -> None:
    begun = dict.fromkeys(by_place("A", "B", "C", "D"), JAN)
    found = chosen(members_of(begun, territory=territory_of(begun)))
    assert found.design is None
    assert found.declined == (
        ("holdout", "nobody_held_out"),
        ("territories", "everyone_eligible"),
        ("matched", "everyone_eligible"),
    )


def test_two_territories_with_the_program_are_too_few_and_mates_elsewhere_no_help() -> None:
    ours, others = by_place("A", "B"), by_place("C", "D", "E")
    found = chosen(
        members_of(
            dict.fromkeys(ours, JAN), others, territory=territory_of([*ours, *others])
        )
    )
    assert found.design is None
    assert dict(found.declined)["territories"] == "too_few_territories"
    assert dict(found.declined)["matched"] == "whole_territories"


def test_another_role_is_nobody_to_compare_with() -> None:
    found = members_of(dict.fromkeys(by_place("A"), JAN), ["x"])
    other = Members(**{**vars(found), "role": {**found.role, "x": "outlet"}})
    assert choose(other, {*other.begun, "x"}, END).design is None


def test_a_territory_that_has_begun_is_never_held_against_a_later_one() -> None:
    starts = {"a": 10, "b": 10, "c": 20, "d": 30, "e": 30, "f": None}
    assert cohorts(starts, 40) == [
        Cohort(10, 29, ("a", "b"), ("d", "e", "f")),
        Cohort(20, 29, ("c",), ("d", "e", "f")),
    ]


def test_a_cohort_is_followed_to_the_end_where_enough_never_begin() -> None:
    starts = {"a": 10, "b": 20, "c": None, "d": None, "e": None}
    assert [one.until for one in cohorts(starts, 40)] == [40, 40]


def test_mates_are_as_large_and_grow_as_fast_and_nobody_is_one_twice() -> None:
    amounts = np.array(
        [
            [100.0, 100.0],  # with the program
            [101.0, 99.0],  # with the program
            [100.0, 101.0],  # much like both
            [10.0, 190.0],  # as large, but it grew
            [900.0, 900.0],  # larger
        ]
    )
    found = match(amounts, np.array([True, True, False, False, False]))
    assert (found.treated.tolist(), found.mates.tolist()) == ([0], [2])
    assert found.alone.tolist() == [1]
