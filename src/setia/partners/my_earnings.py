"""What a partner earns: not final yet, final with its promised day, and paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef

from setia.awards.standing import Asked, Standing, WindowSum, windows_of
from setia.closing.models import Award, Finalisation
from setia.core.actor import Actor
from setia.partners.codes import codes_of
from setia.payouts.models import Payout, PayoutOutcome
from setia.payouts.promises_kept import Promise, promises_due
from setia.programs.models import Program
from setia.programs.promises import promises

LOOKS_BACK = timedelta(days=366)
NOT_MONEY = frozenset({"points", "goods"})
WAITING = frozenset({Promise.DUE, Promise.OVERDUE, Promise.CARRIED, Promise.WAITS})


@dataclass(frozen=True)
class Provisional:
    """What a window comes to so far; nobody owes it yet, but its day is promised already.

    ``booked`` tells that the window is over and in the books, and its month not final;
    ``late`` that the promised day went by all the same.
    """

    program: Program
    window_from: date
    window_to: date | None
    unit: str
    amount: Decimal
    awards: int
    due_on: date | None
    booked: bool = False
    late: bool = False


@dataclass(frozen=True)
class Promised:
    """What is final of one program and promised for one day, with what became of it."""

    program: Program
    due_on: date
    unit: str
    promise: Promise
    amount_minor: int
    awards: int


@dataclass(frozen=True)
class Paid:
    """One payment that the bank confirmed."""

    payout: Payout
    day: date


@dataclass(frozen=True)
class Earnings:
    """Everything a partner earns, by how sure it is."""

    provisional: tuple[Provisional, ...]
    final: tuple[Promised, ...]
    given: tuple[Promised, ...]
    paid: tuple[Paid, ...]

    @property
    def provisional_money(self) -> Decimal:
        """Return the money that is not final yet."""
        found = (one.amount for one in self.provisional if one.unit not in NOT_MONEY)
        return sum(found, Decimal(0))

    @property
    def final_minor(self) -> int:
        """Return the money that is owed and not paid yet."""
        return sum(one.amount_minor for one in self.final if one.unit not in NOT_MONEY)

    @property
    def next_due(self) -> date | None:
        """Return the next promised day of money."""
        days = [
            one.due_on
            for one in self.final
            if one.unit not in NOT_MONEY and one.promise == Promise.DUE
        ]
        return min(days, default=None)

    @property
    def overdue(self) -> bool:
        """Tell whether a promised day went by."""
        late = any(one.late for one in self.provisional)
        return late or any(one.promise == Promise.OVERDUE for one in self.final)


def my_earnings(actor: Actor, standing: Standing, day: date) -> Earnings:
    """Return what a partner earned in a year, with everybody merged into it."""
    due = promises_due(day - LOOKS_BACK, date.max, day, sorted(actor.party_ids))
    awards = list(due.annotate(closed=_closed()).select_related("program"))
    waiting = [one for one in awards if one.promise in WAITING]
    open_ones = [one for one in waiting if not one.closed]
    return Earnings(
        (*_booked(open_ones, day), *_provisional(actor, standing)),
        tuple(_grouped(one for one in waiting if one.closed)),
        tuple(
            _grouped(
                one for one in awards if one.unit in NOT_MONEY and one.given_on is not None
            )
        ),
        tuple(_paid(actor, day)),
    )


def _closed() -> Exists:
    """Tell of an award whether the month in which it was last booked is final."""
    final = Finalisation.objects.filter(
        period=OuterRef("last_run__period"), revision=OuterRef("last_run__revision")
    )
    return Exists(final)


def _booked(awards: list[Any], day: date) -> list[Provisional]:
    """Return what is in the books of a month that may still change."""
    groups: dict[tuple[date, date, str, str], list[Any]] = defaultdict(list)
    for one in awards:
        start = one.home_month if one.order_id else one.window_from
        groups[one.due_on, start, one.program.code, one.unit].append(one)
    return [
        Provisional(
            rows[0].program,
            start,
            None if rows[0].order_id else rows[0].window_to,
            unit,
            Decimal(sum(_shown_minor(one) for one in rows)).scaleb(-2),
            len(rows),
            due,
            booked=True,
            late=due < day,
        )
        for (due, start, _code, unit), rows in sorted(groups.items())
    ]


def _provisional(actor: Actor, standing: Standing) -> list[Provisional]:
    """Return windows that the books do not hold as final; those are told from the books."""
    codes = codes_of(actor)
    mine = Award.objects.filter(party__in=actor.party_ids, final=True)
    booked = set(mine.values_list("program__code", "window_from"))
    # What somebody else is paid for is no earning of the partner, and what a standing still
    # has of a program that binds no more is none any longer.
    bound = promises()
    others = {one.code for one in bound if one.plan.payee not in {"credited", *codes}}
    within = {one.code: timedelta(days=one.plan.settlement.within) for one in bound}
    own = within.keys() - others
    sums = [
        one
        for one in windows_of(standing, Asked(parties=codes, paid_only=True))
        if (one.program, one.window_from) not in booked and one.program in own
    ]
    known = {
        one.code: one for one in Program.objects.filter(code__in={o.program for o in sums})
    }
    return _by_month([one for one in sums if one.program in known], known, within)


def _by_month(
    sums: list[WindowSum], known: dict[str, Program], within: dict[str, timedelta]
) -> list[Provisional]:
    """Put the orders of a day and of a month together: nobody reads them one by one."""
    groups: dict[tuple[str, date, date | None, str], list[WindowSum]] = defaultdict(list)
    for one in sums:
        single = one.window_from == one.window_to
        start = one.window_from.replace(day=1) if single else one.window_from
        groups[one.program, start, None if single else one.window_to, one.unit].append(one)
    return [
        Provisional(
            known[program],
            min(one.window_from for one in rows),
            end,
            unit,
            sum((one.amount for one in rows), Decimal(0)),
            sum(one.awards for one in rows),
            None if end is None else end + within[program],
        )
        for (program, _start, end, unit), rows in sorted(
            groups.items(), key=lambda item: (item[0][1], item[0][0]), reverse=True
        )
    ]


def _grouped(awards: Iterable[Any]) -> list[Promised]:
    """Put together what is of one program, for one day, and stands alike."""
    groups: dict[tuple[date, str, str, str], list[Any]] = defaultdict(list)
    for one in awards:
        groups[one.due_on, one.program.code, one.unit, str(one.promise)].append(one)
    return [
        Promised(
            rows[0].program,
            due,
            unit,
            Promise(promise),
            sum(_shown_minor(one) for one in rows),
            len(rows),
        )
        for (due, _code, unit, promise), rows in sorted(groups.items())
    ]


def _shown_minor(award: Any) -> int:  # noqa: ANN401 - an award with what was looked up of it
    """Return what of an award was not given yet, or all of it once all was given."""
    whole: int = max(award.booked_minor, award.released_minor)
    return whole if award.given_on is not None else max(0, whole - award.given)


def _paid(actor: Actor, day: date) -> list[Paid]:
    outcomes = PayoutOutcome.objects.filter(
        confirmed=True,
        day__gte=day - LOOKS_BACK,
        attempt__payout__payee__in=actor.party_ids,
    ).select_related("attempt__payout__run")
    return [Paid(one.attempt.payout, one.day) for one in outcomes.order_by("-day", "-pk")]
