"""A program that asks for it counts those who joined by its day, and nobody else."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pyarrow.parquet as pq
import pytest
from builders import (
    NOON,
    a_business,
    a_party,
    a_product,
    a_second_person,
    an_actor,
    approved,
)
from django.db import IntegrityError, transaction
from months import OCTOBER, booked, closed, on, sold

from setia.awards.compute_standing import compute_standing, key_now
from setia.awards.standing import Asked, rows_of
from setia.closing.explained import explanation, plan_in
from setia.core.actor import person
from setia.core.errors import Conflict, NotFound, NotPermitted, Refused
from setia.core.roles import Role
from setia.people.merge_parties import merge_parties
from setia.programs.add_program import add_program
from setia.programs.approve_version import approve_version
from setia.programs.ask_opt_in import Terms, ask_opt_in
from setia.programs.join_program import enrolment_of, join_program, withdraw_enrolment
from setia.programs.models import Enrolment, Retirement, Way
from setia.programs.promises import promises_of
from setia.programs.seen_programs import seen_programs
from setia.programs.write_draft import write_draft

PLAN = """
setia: 1
id: spiff
title: {id: SPIFF Oktober, en: October SPIFF}
period: {from: 2026-10-01, to: 2026-10-31}
eligible: {role: reseller}
reward: {rate: 10%}
"""
LAST = date(2026, 10, 20)
TERMS = Terms(LAST, "Saya ikut dan setuju.")
OWNER = an_actor()


def partner(party):
    return person(9, party.name, Role.PARTNER, party_ids=frozenset({party.pk}))


def joined(world, party, **rest):
    seen = rest.pop("seen", world.opt_in.number)
    return join_program(world.program, party, partner(party), Way.PARTNER, seen)


def codes(refused):
    return sorted(one.code for one in refused.value.problems)


@pytest.fixture
def world(own_business):
    """Ani and Budi sold in early October; the SPIFF lets join until the 20th."""
    a_business()
    with on("2026-09-20"):
        program = add_program(PLAN, OWNER)
        opt_in = ask_opt_in(program, TERMS, OWNER)
        approved(program)
    ani, budi, goods = a_party("R-1", "Ani"), a_party("R-2", "Budi"), a_product("P-1")
    sold("A", ani, goods, "2026-10-02", 1_000_000)
    sold("B", budi, goods, "2026-10-03", 2_000_000)
    with on("2026-10-10"):
        yield SimpleNamespace(
            program=program, opt_in=opt_in, ani=ani, budi=budi, goods=goods
        )


def test_only_who_joined_gets_something_and_for_the_whole_window(world):
    joined(world, world.ani)
    closed(OCTOBER, "2026-11-02")
    assert booked() == {("R-1", "10-01"): 100_000}


def test_where_nobody_joined_nobody_gets_anything(world):
    assert [one.joined for one in promises_of(world.program)] == [()]
    closed(OCTOBER, "2026-11-02")
    assert booked() == {}


def test_a_program_that_names_its_partners_counts_those_of_them_who_joined(world):
    with on("2026-09-20"):
        plan = PLAN.replace("spiff", "dua").replace("{role: reseller}", "{party: [R-2]}")
        program = add_program(plan, OWNER)
        ask_opt_in(program, TERMS, OWNER)
        approved(program)
    with pytest.raises(Refused) as refused:
        join_program(program, world.ani, OWNER, Way.OFFICE, 1)
    assert codes(refused) == ["opt_in.not_for_them"]
    join_program(program, world.budi, OWNER, Way.OFFICE, 1)
    (promise,) = promises_of(program)
    assert promise.plan.eligible.party == ("R-2",)


def test_the_standing_sees_who_joined_at_once(world):
    before = key_now()
    assert rows_of(compute_standing(), Asked("spiff")).rows == ()
    joined(world, world.budi)
    assert key_now() != before
    (row,) = rows_of(compute_standing(), Asked("spiff")).rows
    assert (row.party, row.amount) == ("R-2", 200_000)


def test_an_explanation_of_a_past_run_stays_as_it_was(world):
    joined(world, world.ani)
    run = closed(OCTOBER, "2026-11-02").run
    version = world.program.versions.get()
    with on("2026-10-15"):
        joined(world, world.budi)
    assert plan_in(run, version).eligible.party == ("R-1",)
    folder = explanation(run, version, ended=True)
    parties = {one["party_id"] for one in rows(folder)}
    assert parties == {"R-1"}
    closed(OCTOBER, "2026-11-03")
    assert booked() == {("R-1", "10-01"): 100_000, ("R-2", "10-01"): 200_000}


def rows(folder):
    return pq.read_table(folder / "awards.parquet").to_pylist()


def test_joining_twice_is_joining_once(world):
    assert joined(world, world.ani) == joined(world, world.ani)
    assert Enrolment.objects.count() == 1


def test_after_the_last_day_nobody_joins_and_nobody_leaves(world):
    enrolment = joined(world, world.ani)
    with on("2026-10-20"):
        withdraw_enrolment(joined(world, world.budi), partner(world.budi))
    with on("2026-10-21"):
        with pytest.raises(Refused) as refused:
            joined(world, world.budi)
        assert codes(refused) == ["opt_in.over"]
        with pytest.raises(Refused) as refused:
            withdraw_enrolment(enrolment, partner(world.ani))
        assert codes(refused) == ["opt_in.stands"]
    assert promises_of(world.program)[0].joined == ("R-1",)


def test_who_withdrew_may_join_again_and_withdraws_once(world):
    first = joined(world, world.ani)
    withdraw_enrolment(first, partner(world.ani))
    assert enrolment_of(world.program, world.ani) is None
    with pytest.raises(Conflict, match=r"opt_in\.withdrawn_already"):
        withdraw_enrolment(first, OWNER)
    assert joined(world, world.ani).number == 2


def test_nobody_joins_for_somebody_else(world):
    with pytest.raises(NotFound):
        join_program(world.program, world.ani, partner(world.budi), Way.PARTNER, 1)
    with pytest.raises(NotPermitted):
        join_program(world.program, world.ani, an_actor(Role.CASHIER), Way.OFFICE, 1)
    enrolment = joined(world, world.ani)
    with pytest.raises(NotFound):
        withdraw_enrolment(enrolment, partner(world.budi))


def test_nobody_agrees_to_terms_that_they_did_not_read(world):
    later = Terms(date(2026, 10, 31), "Teks baru", seen=1)
    ask_opt_in(world.program, later, OWNER)
    with pytest.raises(Conflict, match=r"opt_in\.changed"):
        joined(world, world.ani, seen=1)
    enrolment = joined(world, world.ani, seen=2)
    assert enrolment.opt_in.text_id == "Teks baru"


def test_who_was_merged_takes_part_as_the_one_that_was_kept(world):
    joined(world, world.ani)
    merge_parties(world.ani, world.budi, {}, OWNER)
    assert promises_of(world.program)[0].joined == ("R-2",)
    assert joined(world, world.budi).party == world.ani


def test_a_partner_sees_a_program_before_joining_it(world):
    assert list(seen_programs(partner(world.ani))) == [world.program]


@pytest.mark.parametrize(
    ("day", "until", "seen", "code"),
    [
        ("2026-10-10", date(2026, 10, 19), 1, "opt_in.too_early"),
        ("2026-10-10", date(2026, 11, 1), 1, "opt_in.after_window"),
        ("2026-10-21", date(2026, 10, 30), 1, "opt_in.over"),
    ],
)
def test_the_day_to_join_is_only_put_off_and_in_time(day, until, seen, code, world):
    with on(day), pytest.raises(Refused) as refused:
        ask_opt_in(world.program, Terms(until, "Teks", seen=seen), OWNER)
    assert codes(refused) == [code]


FIRST_WINDOWS = [
    ("", "2026-12-31"),
    ("month", "2026-10-31"),
    ("week", "2026-10-04"),
    ("day", "2026-10-01"),
    ("order", "2026-10-01"),
]


@pytest.mark.parametrize(("every", "last"), FIRST_WINDOWS)
def test_nobody_joins_after_the_first_window(every, last, own_business):
    """Its month may be final, and who joins brings sales of all windows in."""
    a_business()
    text = PLAN.replace("2026-10-31}", f"2026-12-31{every and ', every: ' + every}}}")
    until = date.fromisoformat(last)
    with on("2026-09-20"):
        program = add_program(text, OWNER)
        with pytest.raises(Refused) as refused:
            ask_opt_in(program, Terms(until + timedelta(days=1), "Teks"), OWNER)
        assert codes(refused) == ["opt_in.after_window"]
        assert ask_opt_in(program, Terms(until, "Teks"), OWNER).until == until


def test_a_draft_whose_first_window_became_shorter_is_not_approved(own_business):
    a_business()
    with on("2026-09-20"):
        program = add_program(PLAN, OWNER)
        ask_opt_in(program, TERMS, OWNER)
        shorter = PLAN.replace("10-31}", "10-31, every: week}")
        draft = program.versions.get()
        draft = write_draft(draft, shorter, OWNER, draft.edition)
        with pytest.raises(Refused) as refused:
            approved(program)
        assert codes(refused) == ["opt_in.after_window"]
        ask_opt_in(program, Terms(date(2026, 10, 4), "Teks", seen=1), OWNER)
        approve_version(draft, a_second_person(), draft.digest)


def test_nobody_joins_a_program_that_was_ended(world):
    Retirement.objects.create(
        program=world.program, last_day=date(2026, 10, 9), at=NOON, by="x"
    )
    with pytest.raises(Refused) as refused:
        joined(world, world.ani)
    assert codes(refused) == ["opt_in.over"]


def test_terms_that_somebody_else_changed_are_not_overwritten(world):
    with pytest.raises(Conflict, match=r"opt_in\.meanwhile"):
        ask_opt_in(world.program, TERMS, OWNER)


def test_what_was_promised_gets_no_condition_afterwards(world):
    program = add_program(PLAN.replace("spiff", "bonus"), OWNER)
    approved(program)
    with pytest.raises(Refused) as refused:
        ask_opt_in(program, TERMS, OWNER)
    assert codes(refused) == ["opt_in.promised_already"]


def test_the_database_keeps_who_joined(world):
    joined(world, world.ani)
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.update(way="office")
