"""Whatever is chosen, changed, sent and given back: nothing twice, nothing below zero."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
import time_machine
from builders import NOON, a_business, a_party
from choosing import OWNER, a_menu, a_reward, partner, stock, won
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from payouts.paying import books

from setia.closing.models import Adjustment, Award
from setia.core.errors import Conflict, Refused
from setia.ledger.models import Entry
from setia.payouts.models import Handover
from setia.rewards.cancel_choice import cancel_choice, change_choice
from setia.rewards.choose_reward import Wanted, choose_reward
from setia.rewards.confirm_handover import Proof, confirm_handover
from setia.rewards.fulfil_choice import Sending, fulfil_choice
from setia.rewards.menus import goods_of_menus
from setia.rewards.models import Choice, StockMovement
from setia.rewards.move_stock import receive_stock, write_off_stock
from setia.rewards.reconcile_rewards import reconcile_rewards

AWARD, REWARD, WHICH = st.integers(0, 2), st.integers(0, 2), st.integers(0, 20)
ACTS = st.one_of(
    st.tuples(st.just("choose"), AWARD, REWARD),
    st.tuples(st.just("choose"), AWARD, REWARD),
    st.tuples(st.just("choose"), AWARD, REWARD),
    st.tuples(st.just("change"), WHICH, REWARD),
    st.tuples(st.just("cancel"), WHICH, st.booleans()),
    st.tuples(st.just("send"), WHICH),
    st.tuples(st.just("hand_over"), WHICH),
    st.tuples(st.just("take_back"), AWARD),
    st.tuples(st.just("receive"), REWARD, st.integers(1, 2)),
    st.tuples(st.just("write_off"), REWARD, st.integers(1, 2)),
)
CALM = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
}


@dataclass
class Story:
    """Three partners won 1, 2 and 3 pieces; there are two things and money to choose."""

    awards: list = field(default_factory=list)
    rewards: list = field(default_factory=list)
    keys: int = 0

    def begin(self):
        a_business()
        self.awards = [won(a_party(f"R-{n}"), n) for n in (1, 2, 3)]
        self.rewards = [
            a_reward("gelas", pieces=1),
            a_reward("kartu", "card", 2),
            a_reward("uang", "money"),
        ]
        menu = a_menu(self.awards[0].program, *self.rewards)
        self.items = list(menu.items.select_related("reward", "menu__program"))

    def twice(self, act):
        """Do an act twice: the second time changes nothing."""
        with suppress(Refused, Conflict), transaction.atomic():
            act()
        before = self.seen()
        with suppress(Refused, Conflict), transaction.atomic():
            act()
        assert self.seen() == before

    def seen(self):
        rows = (Choice, StockMovement, Entry, Handover, Adjustment)
        return [one.objects.count() for one in rows]

    def wanted(self, reward):
        self.keys += 1
        return Wanted(self.items[reward], f"key-{self.keys}")

    def choose(self, award, reward):
        row, wanted = self.awards[award], self.wanted(reward)
        self.twice(lambda: choose_reward(row, wanted, partner(row.payee)))

    def change(self, which, reward):
        if (choice := self._choice(which)) is not None:
            wanted = self.wanted(reward)
            self.twice(lambda: change_choice(choice, wanted, partner(choice.party)))

    def cancel(self, which, by_partner):
        if (choice := self._choice(which)) is not None:
            by = partner(choice.party) if by_partner else OWNER
            self.twice(lambda: cancel_choice(choice, "x", by))

    def send(self, which):
        if (choice := self._choice(which)) is not None:
            self.twice(lambda: fulfil_choice(choice, Sending(NOON.date(), "visit"), OWNER))

    def hand_over(self, which):
        if (choice := self._choice(which)) is not None:
            proof = Proof(NOON.date(), "Ani", "Ya")
            self.twice(lambda: confirm_handover(choice, proof, OWNER))

    def take_back(self, which):
        row = Award.objects.get(pk=self.awards[which].pk)
        if row.booked_minor:
            columns = {
                "arrears_minor": row.arrears_minor + 100,
                "booked_minor": row.booked_minor - 100,
            }
            Award.objects.filter(pk=row.pk).update(**columns)

    def receive(self, which, pieces):
        with suppress(Refused):
            receive_stock(self.rewards[which], pieces, "", OWNER)

    def write_off(self, which, pieces):
        with suppress(Refused), transaction.atomic():
            write_off_stock(self.rewards[which], pieces, "x", OWNER)

    def _choice(self, which):
        rows = list(Choice.objects.order_by("pk"))
        return rows[which % len(rows)] if rows else None

    def holds(self):
        assert reconcile_rewards() == []
        for one in self.rewards:
            assert min(stock(one)) >= 0
        standing = Choice.objects.standing().exclude(award=None)
        units = Counter(standing.values_list("award", "unit_no"))
        assert set(units.values()) <= {1}
        for award in self.awards:
            of_award = [key for key in units if key[0] == award.pk]
            assert len(of_award) <= award.released_minor // 100
        given = sum(Handover.objects.values_list("amount_minor", flat=True))
        owed = sum(Adjustment.objects.values_list("amount_minor", flat=True))
        found = books()
        assert found.get(("handed_over", "", "goods"), 0) == given
        assert found.get(("reward_cost", "goods", "IDR"), 0) == -owed
        # What was given or waits was won; only a return makes more chosen than is left.
        for row in goods_of_menus():
            if not row.arrears_minor:
                assert row.pieces >= 0


@pytest.fixture
def rolled_back(db):
    @contextmanager
    def example():
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    return example


def lived(rolled_back, acts):
    with rolled_back(), time_machine.travel(NOON, tick=False) as traveller:
        story = Story()
        story.begin()
        for act, *words in acts:
            traveller.shift(timedelta(seconds=1))
            getattr(story, act)(*words)
        story.holds()


@settings(max_examples=25, **CALM)
@given(st.lists(ACTS, min_size=5, max_size=20))
def test_nothing_is_chosen_twice_and_no_stock_goes_below_zero(rolled_back, acts):
    lived(rolled_back, acts)


@pytest.mark.slow
@settings(max_examples=400, **CALM)
@given(st.lists(ACTS, min_size=5, max_size=40))
def test_in_four_hundred_histories_neither(rolled_back, acts):
    lived(rolled_back, acts)
