"""Whatever happens in whatever order, the books say what a fresh evaluation says."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from builders import a_business, a_line, a_party, a_product, a_promise, an_actor, approved
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from paying import banked, rules

from setia.closing.evaluate_period import Question, evaluate_period
from setia.closing.finalise_period import finalise_period
from setia.closing.models import Adjustment, Award, Period
from setia.closing.reconcile_awards import reconcile_awards
from setia.closing.release_awards import release_awards
from setia.closing.reopen_period import reopen_period
from setia.closing.run_close import is_latest
from setia.closing.state import State, standing_of
from setia.core.actor import person
from setia.core.clock import now
from setia.core.days import last_of, next_month
from setia.core.errors import Conflict, Refused
from setia.core.roles import Role
from setia.disputes.models import Dispute
from setia.disputes.raise_dispute import raise_dispute
from setia.disputes.settle_dispute import Decision, settle_dispute
from setia.ledger.balances import balances_of
from setia.ledger.models import Entry
from setia.ledger.models.account import AccountKind
from setia.ledger.reconcile import reconcile
from setia.payouts.approve_payouts import approve_payouts
from setia.payouts.models import Payout
from setia.payouts.prepare_payouts import prepare_payouts
from setia.payouts.record_outcome import record_outcome
from setia.payouts.retry_payout import retry_payout
from setia.payouts.settle_attempt import Told
from setia.payouts.state import PayoutState, state_of_payout
from setia.programs.draft_version import draft_version
from setia.programs.models import Program
from setia.programs.promises import promises
from setia.sales.correct_lines import Correction, correct_line, reverse_order
from setia.sales.models import SaleLine
from setia.statements.close_month import close_month
from setia.statements.issue_statements import COLUMNS, rows_of
from setia.statements.models import IssuedStatement

BEGIN = datetime(2026, 10, 3, 3, tzinfo=UTC)
"""September can be closed at once; what is sold reaches back into it."""
PLAN = """
setia: 1
id: {id}
title: {{id: Janji, en: Promise}}
period: {{from: 2026-09-01, to: 2027-03-31{every}}}
{more}
"""
PLANS = {
    "komisi": (", every: month", "reward: {rate: 10%}\nreturns: restate"),
    "bonus": (", every: month", "reward: {flat: 50000}\nmeasure: quantity"),
    "rabat": (", every: quarter", "reward: {rate: 1%}\ncredit: buyer"),
    "mingguan": (", every: week", "reward: {step: {every: 100000, give: 1000}}"),
    "struk": (", every: order", "reward: {rate: 2%}\nsettlement: {as: points}"),
    "upline": (", every: month", "credit: upline\nreward: {rate: 3%}"),
    "lomba": (
        ", every: month",
        "reward: {ranking: [{place: 1, flat: 100000}, {place: 2, flat: 50000}]}",
    ),
    "dana": (", every: month", "reward: {rate: 7%}\ncaps: {budget: 100000}"),
    "bersama": (
        ", every: month",
        "reward: {rate: 5%}\nfunding: [{party: SUP, share: 40%}]",
    ),
}
PEOPLE = st.integers(0, 2)
SOLD = st.tuples(st.just("sell"), PEOPLE, PEOPLE, st.integers(1, 40), st.integers(0, 45))
ACTS = st.one_of(
    SOLD,
    SOLD,
    SOLD,
    st.tuples(st.just("give_back"), st.integers(0, 50)),
    st.tuples(st.just("correct"), st.integers(0, 50), st.integers(0, 40)),
    st.tuples(st.just("reverse"), st.integers(0, 50)),
    st.tuples(st.just("wait"), st.integers(1, 31)),
    st.tuples(st.just("close")),
    st.tuples(st.just("close")),
    st.tuples(st.just("close")),
    st.tuples(st.just("finalise")),
    st.tuples(st.just("reopen"), st.integers(0, 5)),
    st.tuples(st.just("change"), st.sampled_from(["komisi", "upline"]), st.integers(1, 20)),
    st.tuples(st.just("question"), st.integers(0, 50)),
    st.tuples(st.just("answer"), st.sampled_from([None, -30_000_00, 70_000_00])),
    st.tuples(st.just("pay"), st.booleans()),
    st.tuples(st.just("pay"), st.booleans()),
    st.tuples(st.just("try_again")),
)
HISTORIES = st.tuples(
    st.sets(st.sampled_from(sorted(PLANS)), min_size=3, max_size=5),
    st.lists(SOLD, min_size=3, max_size=6),
    st.lists(ACTS, min_size=12, max_size=30),
)


SECOND = person(2, "Ibu Fitri", Role.OWNER)


def total(model, column, **where):
    return model.objects.filter(**where).aggregate(sum=Sum(column))["sum"] or 0


@dataclass
class History:
    """A business as it goes through its acts."""

    traveller: time_machine.Coordinates
    people: list = field(default_factory=list)
    month: date = date(2026, 9, 1)
    orders: int = 0

    def found(self, plans):
        a_business()
        boss = a_party("BOSS", role="distributor")
        a_party("SUP", role="supplier")
        self.people = [a_party(f"R-{n}", parent=boss) for n in range(3)]
        self.goods = a_product("P-1")
        banked(boss, *self.people)
        rules(netting_percent=50, minimum_minor=10_000_00)
        for name in sorted(plans):
            every, more = PLANS[name]
            a_promise(PLAN.format(id=name, every=every, more=more))

    def sell(self, seller, buyer, thousands, days_ago):
        self.orders += 1
        self._line(f"A-{self.orders}", seller, buyer, thousands, days_ago)

    def _line(self, order, seller, buyer, thousands, days_ago, **rest):
        at = now()
        a_line(
            order,
            self.people[seller],
            self.goods,
            buyer=self.people[buyer],
            sold_at=at - timedelta(days=days_ago),
            recorded_at=at,
            amount_minor=thousands * 10_000_00,
            quantity_milli=thousands // abs(thousands) * 1_000,
            **rest,
        )

    def give_back(self, which):
        line = self._standing(which)
        if line is not None and line.amount_minor > 0:
            self.orders += 1
            seller = [one.pk for one in self.people].index(line.seller_id)
            self._line(
                f"B-{self.orders}",
                seller,
                seller,
                -max(1, line.amount_minor // 2 // 10_000_00),
                0,
                returns_order_id=line.order_id,
            )

    def correct(self, which, thousands):
        line = self._standing(which)
        if line is not None:
            correct_line(
                line,
                Correction(line.quantity_milli, thousands * 10_000_00),
                "x",
                an_actor(),
            )

    def reverse(self, which):
        line = self._standing(which)
        if line is not None:
            reverse_order(line.order_id, "x", an_actor())

    def _standing(self, which):
        lines = list(SaleLine.objects.standing().order_by("pk"))
        return lines[which % len(lines)] if lines else None

    def wait(self, days):
        self.traveller.shift(timedelta(days=days))

    def close(self):
        with suppress(Refused):
            run = close_month(self.month, an_actor()).run
            issued = IssuedStatement.objects.filter(run=run).values_list(*COLUMNS)
            assert sorted(issued) == sorted(rows_of(run))
            self.agrees(run.cutoff, run.period.month)

    def finalise(self):
        period = Period.objects.filter(month=self.month).first()
        standing = standing_of(period) if period else None
        if standing is not None and standing.run and standing.state == State.REVIEW:
            finalise_period(period, standing.run, an_actor())
            open_months = [
                one.month
                for one in Period.objects.order_by("month")
                if standing_of(one).state == State.REVIEW
            ]
            latest = Period.objects.first().month
            self.month = open_months[0] if open_months else next_month(latest)

    def reopen(self, which):
        periods = list(Period.objects.order_by("month"))
        if periods:
            period = periods[which % len(periods)]
            with suppress(Refused):
                reopen_period(period, "x", an_actor())
                self.month = period.month

    def change(self, code, percent):
        program = Program.objects.filter(code=code).first()
        day = next_month(now().date().replace(day=1))
        if program is not None and day < date(2027, 3, 1):
            every, more = PLANS[code]
            more = more.replace("10%", f"{percent}%").replace("3%", f"{percent}%")
            document = PLAN.format(id=code, every=every, more=more)
            draft_version(program, document, day, "x", an_actor())
            approved(program)

    def agrees(self, cutoff, month):
        """Hold the books against a whole evaluation of the same facts."""
        accrue = is_latest(month)
        given = evaluate_period(promises(), Question(month, cutoff, accrue))
        wanted = {
            (
                row["plan_id"],
                row["window_from"],
                row["order_id"] or "",
                row["party_id"],
            ): row["amount"]
            for row in given.awards.to_pylist()
            if row["amount"]
        }
        rows = Award.objects.select_related("program", "party").exclude(booked_minor=0)
        rows = rows.filter(window_from__lte=last_of(month))
        if not accrue:
            rows = rows.filter(window_to__lte=last_of(month))
        assert wanted == {
            (one.program.code, one.window_from, one.order_id, one.party.code): Decimal(
                one.booked_minor
            ).scaleb(-2)
            for one in rows
        }
        self.nothing_is_lost()

    def question(self, which):
        awards = list(Award.objects.exclude(booked_minor=0).order_by("pk"))
        if awards:
            with suppress(Refused, Conflict):
                raise_dispute(awards[which % len(awards)], "Kurang", SECOND)

    def answer(self, amount):
        dispute = Dispute.objects.standing().first()
        if dispute is not None:
            settle_dispute(dispute, Decision("Sudah dicek", amount), an_actor())
        self.nothing_is_lost()

    def pay(self, arrives):
        """Pay whoever is to be paid; of all transfers the first may not arrive."""
        self.release()
        with suppress(Refused):
            run = prepare_payouts(an_actor(), now().date()).run
            approve_payouts(run, SECOND)
            for number, payout in enumerate(run.payouts.order_by("pk")):
                told = Told(arrives or number > 0, now().date(), "Ditolak")
                record_outcome(payout, told, an_actor())
        self.nothing_is_lost()

    def try_again(self):
        for payout in Payout.objects.order_by("pk"):
            if state_of_payout(payout) == PayoutState.FAILED:
                with suppress(Refused):
                    retry_payout(payout, SECOND)
                    record_outcome(payout, Told(True, now().date()), an_actor())
        self.nothing_is_lost()

    def release(self):
        release_awards(an_actor())
        before = Entry.objects.count()
        release_awards(an_actor())
        assert Entry.objects.count() == before

    def nothing_is_lost(self):
        """What is owed is what was earned and granted, less what was paid; by the entries."""
        assert reconcile() == []
        assert reconcile_awards() == []
        earned = total(Award, "booked_minor", unit="IDR")
        granted = total(Adjustment, "amount_minor", unit="IDR")
        paid = sum(
            one.gross_minor - one.netted_minor
            for one in Payout.objects.all()
            if state_of_payout(one) in {PayoutState.SENT, PayoutState.CONFIRMED}
        )
        kinds = (AccountKind.ACCRUED, AccountKind.PAYABLE, AccountKind.ARREARS)
        accrued, payable, arrears = (
            sum(balances_of(kind, "IDR").values()) for kind in kinds
        )
        assert accrued + payable - arrears == earned + granted - paid

    def repeats_nothing(self):
        before = Entry.objects.count()
        self.close()
        again = Entry.objects.count()
        self.close()
        assert Entry.objects.count() == again >= before


CALM = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
}


def lived(businesses, history):
    """Let a business go through a history, and hold its books to account after each run."""
    plans, first, acts = history
    with businesses(), time_machine.travel(BEGIN, tick=False) as traveller:
        business = History(traveller)
        business.found(plans)
        for act, *words in [*first, ("close",), *acts]:
            traveller.shift(timedelta(minutes=1))
            getattr(business, act)(*words)
        business.wait(40)
        business.close()
        business.pay(arrives=True)
        business.repeats_nothing()


@settings(max_examples=5, **CALM)
@given(HISTORIES)
def test_the_books_say_what_a_fresh_evaluation_says(businesses, history):
    lived(businesses, history)


@pytest.mark.slow
@settings(max_examples=100, **CALM)
@given(HISTORIES)
def test_through_a_hundred_histories_too(businesses, history):
    lived(businesses, history)
