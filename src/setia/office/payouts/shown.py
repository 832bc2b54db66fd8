"""Runs and payouts as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _

from setia.core.actor import Actor
from setia.payouts.models import Payout, PayoutAttempt, PayoutOutcome, PayoutRun
from setia.payouts.payables import Payable
from setia.payouts.state import (
    PayoutState,
    last_attempt,
    outcome_of,
    state_of_payout,
    state_of_run,
)
from setia.people.models import Party

BADGES: Mapping[str, str] = {
    PayoutState.PREPARED: "badge-warn",
    PayoutState.SENT: "badge-accent",
    PayoutState.FAILED: "badge-bad",
    PayoutState.CONFIRMED: "badge-good",
}


@dataclass(frozen=True)
class State:
    """How far a payout or a whole run is, and how its badge looks."""

    state: PayoutState
    of_run: bool = False

    @property
    def label(self) -> str:
        """Return the state in words."""
        some = self.of_run and self.state == PayoutState.FAILED
        return _("Some failed") if some else str(self.state.label)

    @property
    def badge(self) -> str:
        """Return the class of its badge."""
        return BADGES.get(self.state, "")


@dataclass(frozen=True)
class ShownPayout:
    """A payout with its state, its last attempt, and whether its account is a new one."""

    payout: Payout
    state: State
    outcome: PayoutOutcome | None
    attempt: PayoutAttempt | None
    new_account: bool


@dataclass(frozen=True)
class ShownCarried:
    """Somebody who waits for the next run, with the reason."""

    payee: Party
    payable: Payable

    @property
    def amount_minor(self) -> int:
        """Return what waits: what could be paid, or what is held back."""
        return self.payable.gross_minor or self.payable.held_minor


def runs_with_sums() -> QuerySet[Any]:
    """Return runs with the number of their payouts and what goes to the bank."""
    rows = PayoutRun.objects.select_related("approval", "cancellation")
    return rows.annotate(count=Count("payouts"), net=Sum("payouts__net_minor"))


def run_states(runs: Sequence[PayoutRun]) -> list[tuple[PayoutRun, State]]:
    """Return runs with how far they are, as their payouts tell."""
    rows = PayoutAttempt.objects.filter(payout__run__in=[one.pk for one in runs])
    last: dict[int, tuple[int, bool | None]] = {}
    columns = ("payout", "payout__run", "outcome__confirmed")
    for payout, run, confirmed in rows.order_by("number").values_list(*columns):
        last[payout] = (run, confirmed)
    told: dict[int, set[bool | None]] = {}
    for run, confirmed in last.values():
        told.setdefault(run, set()).add(confirmed)
    return [(one, State(_state(one, told.get(one.pk, set())), of_run=True)) for one in runs]


def _state(run: PayoutRun, told: set[bool | None]) -> PayoutState:
    if False in told:
        return PayoutState.FAILED
    if told == {True}:
        return PayoutState.CONFIRMED
    return state_of_run(run)


def shown_payouts(payouts: Iterable[Payout]) -> list[ShownPayout]:
    """Return payouts with what became of them and whether their account was paid before."""
    rows = list(payouts)
    known = _paid_before(rows)
    found = []
    for one in rows:
        last = last_attempt(one)
        account = one if last is None else last
        found.append(
            ShownPayout(
                one,
                State(state_of_payout(one)),
                outcome_of(last) if last else None,
                last,
                (one.payee_id, account.bank_code, account.account_no) not in known,
            )
        )
    return found


def _paid_before(payouts: Sequence[Payout]) -> set[tuple[int, str, str]]:
    rows = PayoutAttempt.objects.filter(
        payout__payee__in={one.payee_id for one in payouts}, outcome__confirmed=True
    )
    columns = ("payout__payee", "bank_code", "account_no")
    return set(rows.values_list(*columns))


def shown_carried(payables: Iterable[Payable]) -> list[ShownCarried]:
    """Return who is carried over, by name."""
    waiting = [one for one in payables if one.carried is not None]
    parties = Party.objects.in_bulk([one.payee.id for one in waiting])
    found = [ShownCarried(parties[one.payee.id], one) for one in waiting]
    return sorted(found, key=lambda one: (one.payee.name_key, one.payee.pk))


def acts_on(run: PayoutRun, actor: Actor) -> dict[str, bool]:
    """Return what the person may do about a run."""
    waits = state_of_run(run) == PayoutState.PREPARED
    second = run.by_key != actor.key
    return {
        "may_approve": waits and second and actor.may("payout.approve"),
        "needs_another": waits and not second,
        "may_cancel": waits and actor.may("payout.make"),
    }
