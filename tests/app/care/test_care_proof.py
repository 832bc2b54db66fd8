"""The proof: what it compares, and whether it holds the truth in worlds that are known."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from builders import NOON, a_line, a_party, an_actor

from setia.care.models import DayEntry, DayList, Touch
from setia.care.proof import proofs
from setia.care.study.effect import Seen, Verdict, effect
from setia.care.study.proving import proved
from setia.care.study.worlds import World, made
from setia.core.days import start_of
from setia.core.errors import NotPermitted
from setia.core.roles import Role

KNOWN = World(adds=0.15, chosen=0.6)
NOTHING = World(chosen=0.6)
SLOW_WORLDS = 400


def seen(early, touched, came, stratum=None) -> Seen:
    count = len(early)
    return Seen(
        np.arange(count),
        np.zeros(count, dtype=np.int64) if stratum is None else np.array(stratum),
        np.array(early, dtype=bool),
        np.array(touched, dtype=bool),
        np.array(came, dtype=bool),
    )


def test_the_difference_between_early_and_late_is_that_of_their_shares():
    # Of 200 early 160 were reached and 120 came, of 200 late 40 and 80: 20 points for
    # standing early, 60 more were reached of 100, so each who was reached brought a third.
    early = [True] * 200 + [False] * 200
    touched = [True] * 160 + [False] * 40 + [True] * 40 + [False] * 160
    came = [True] * 120 + [False] * 80 + [True] * 80 + [False] * 120
    found = effect(seen(early, touched, came))
    assert found.verdict == Verdict.HELPS
    assert (found.early.came, found.late.came) == (0.6, 0.4)
    assert found.drawn.value == pytest.approx(0.2)
    assert found.touch.value == pytest.approx(1 / 3)
    # The error of a difference of shares: the root of .6*.4/200 + .4*.6/200 = 0.04899.
    assert found.drawn.reach == pytest.approx(1.96 * 0.04899, rel=0.01)


def test_a_hundred_people_on_each_side_are_asked_for():
    early = [True] * 99 + [False] * 200
    found = effect(seen(early, early, early))
    assert (found.verdict, found.drawn) == (Verdict.TOO_FEW, None)


def test_where_early_and_late_were_reached_alike_nothing_can_be_said():
    early = [True, False] * 200
    touched = [True, True, False, False] * 100
    assert effect(seen(early, touched, touched)).verdict == Verdict.TOO_ALIKE


def test_a_stratum_that_stands_on_one_side_tells_nothing():
    early = [True, False] * 150 + [True] * 50
    found = effect(seen(early, early, early, [0] * 300 + [1] * 50))
    assert (found.early.rows, found.late.rows) == (150, 150)


def test_nothing_seen_at_all_is_too_few():
    assert effect(seen([], [], [])).verdict == Verdict.TOO_FEW


def test_the_same_seed_makes_the_same_world():
    one, other = (made(KNOWN, 3) for _ in range(2))
    assert (one.drawn, one.touch, one.naive) == (other.drawn, other.touch, other.naive)
    assert np.array_equal(one.seen.came, other.seen.came)


def test_comparing_the_touched_with_the_untouched_would_be_fooled():
    assert proved(NOTHING, 10).naive > 0.04


def test_a_few_worlds_agree_with_the_truth():
    with_it, without = proved(KNOWN, 20), proved(NOTHING, 20)
    assert with_it.answered == without.answered == 20
    assert with_it.held >= 17
    assert with_it.called >= 8
    assert without.called <= 3


@pytest.mark.slow
@pytest.mark.parametrize("world", [KNOWN, NOTHING, World(adds=0.15, parties=200)])
def test_the_interval_holds_the_truth_as_often_as_it_says(world):
    found = proved(world, SLOW_WORLDS)
    print(  # noqa: T201 - the figures are asked for
        f"{world}: {found.answered} of {found.worlds} answered, held the truth "
        f"{found.coverage:.1%} and for a touch {found.coverage_touch:.1%}, called "
        f"{found.calls:.1%}; truth {found.truth:+.3f}, mistaken by {found.astray:+.4f}, "
        f"comparing the touched {found.naive:+.3f}"
    )
    assert found.answered > 0.9 * SLOW_WORLDS
    assert 0.92 <= found.coverage <= 0.98
    assert 0.92 <= found.coverage_touch <= 0.98
    assert abs(found.astray) < 0.005
    if world.adds == 0:
        assert found.calls <= 0.07


FIRST = date(2026, 6, 1)
TODAY = date(2026, 11, 10)


def drawn_on(user, day: date, *parties, band: int = 1, lots=None) -> DayList:
    drawn = DayList.objects.create(user=user, day=day, seed="benih", drawn_at=NOON)
    for number, party in enumerate(parties):
        DayEntry.objects.create(
            list=drawn,
            party=party,
            band=band,
            position=number + 1,
            lot=(lots or [0, 2**31])[number],
            worth_minor=1,
            channel="whatsapp",
            reasons=[{"code": "quiet"}],
        )
    return drawn


def touched_on(party, day: date, kind: str = "chat") -> None:
    Touch.objects.create(
        party=party,
        kind=kind,
        outcome="talked",
        at=start_of(day),
        key=f"{party.code} {day} {kind}",
        by="Bayu",
        recorded_at=NOON,
    )


def test_the_proof_reads_the_first_draw_of_a_month_and_what_followed(world):
    late = a_party("R-2")
    drawn_on(world.bayu, FIRST, world.ani, late)
    drawn_on(world.bayu, FIRST + timedelta(days=1), world.ani, late)
    drawn_on(world.bayu, TODAY, world.ani, late)
    touched_on(world.ani, FIRST + timedelta(days=30))
    touched_on(late, FIRST + timedelta(days=31))
    for party, days in ((world.ani, 90), (late, 60)):
        at = start_of(FIRST + timedelta(days=days))
        a_line(f"O/{party.code}", party, world.goods, sold_at=at)
    found = proofs(TODAY, world.manager)
    assert (found.since, found.rows, found.waiting) == (FIRST, 2, 2)
    every, whatsapp = found.every
    assert (every.channel, whatsapp.channel) == ("", "whatsapp")
    early, late_side = every.order.early, every.order.late
    assert (early.rows, early.touched, early.came) == (1, 1.0, 1.0)
    assert (late_side.rows, late_side.touched, late_side.came) == (1, 0.0, 1.0)
    assert (every.active.early.came, every.active.late.came) == (1.0, 0.0)
    assert every.order.verdict == Verdict.TOO_FEW


def test_what_could_not_wait_and_what_a_machine_sent_prove_nothing(world):
    late = a_party("R-2")
    drawn_on(world.bayu, FIRST, world.ani, late, band=0)
    assert proofs(TODAY, world.manager).every[0].order.early.rows == 0
    drawn_on(world.bayu, FIRST + timedelta(days=1), world.ani, late)
    touched_on(world.ani, FIRST + timedelta(days=2), "message")
    assert proofs(TODAY, world.manager).every[0].order.early.touched == 0.0


def test_only_who_may_sees_the_proof(world):
    with pytest.raises(NotPermitted):
        proofs(TODAY, an_actor(Role.SALESPERSON))
