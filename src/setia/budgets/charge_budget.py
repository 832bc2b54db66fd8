"""Charge what care cost to the budget that pays for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction

from setia.budgets.events import BUDGET_CHARGED
from setia.budgets.models import Budget, Charge, ChargeKind
from setia.budgets.standing import limit_of, spent_of
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.plain_text import is_plain
from setia.core.record_event import record_event
from setia.people.models import Party

LARGEST = 10**15
LONGEST_REF, LONGEST_NOTE = 120, 300
STOPS_AT_LIMIT = frozenset({ChargeKind.MESSAGE})
"""What is not sent where nothing is left. A gift that was given or an hour that was spent is
money gone, and is charged all the same: the budget then shows by how much it is overspent."""


@dataclass(frozen=True)
class Spending:
    """What was spent: its kind, sum, on whom, and the name under which it is charged once.

    ``on`` is the day it counts for; today where none is told.
    """

    kind: str
    minor: int
    about: Party | None
    ref: str
    note: str = ""
    on: date | None = None


def charge_budget(budget: Budget, spending: Spending, by: Actor) -> Charge:
    """Charge a budget once for each ``ref``; a second time returns the first charge.

    Raises:
        NotPermitted: The actor may not charge budgets.
        NotFound: It is about somebody whom the actor may not see.
        Refused: The budget does not pay on that day, the sum is none, or it is for a message
            and nothing is left.
        Conflict: The same ``ref`` was charged with another sum, kind or person.
    """
    by.must("budget.charge")
    _must_see(spending.about, by)
    with transaction.atomic():
        # One charge of a budget at a time, so that two cannot both take what is left.
        locked = Budget.objects.select_for_update().get(pk=budget.pk)
        known = Charge.objects.filter(budget=locked, ref=spending.ref).first()
        if known is not None:
            return _same(known, spending)
        day = spending.on or today(settings.TIME_ZONE)
        problems = [*_wrong(spending), *_not_payable(locked, spending, day)]
        if problems:
            raise Refused(problems)
        return _charged(locked, spending, day, by)


def _must_see(about: Party | None, by: Actor) -> None:
    if about and not Party.objects.visible_to(by).filter(pk=about.pk).exists():
        raise NotFound("party", about.code)


def _same(known: Charge, spending: Spending) -> Charge:
    about = spending.about.pk if spending.about else None
    asked = (spending.kind, spending.minor, about)
    if (known.kind, known.minor, known.about_id) != asked:
        raise Conflict("budget.ref_taken")
    return known


def _wrong(spending: Spending) -> Iterator[Problem]:
    if spending.kind not in ChargeKind.values:
        yield Problem("budget.kind_unknown", "kind")
    if not 0 < spending.minor <= LARGEST:
        yield Problem("budget.minor", "minor")
    if not spending.ref.strip():
        yield Problem("budget.ref_missing", "ref")
    for place, text, most in (
        ("ref", spending.ref, LONGEST_REF),
        ("note", spending.note, LONGEST_NOTE),
    ):
        if len(text) > most:
            yield Problem("budget.text_long", place, {"most": most})
        if not is_plain(text):
            yield Problem("budget.text_unreadable", place)


def _not_payable(budget: Budget, spending: Spending, day: date) -> Iterator[Problem]:
    if not Budget.objects.running_on(day).filter(pk=budget.pk).exists():
        told = {"budget": budget.name, "day": day.isoformat()}
        yield Problem("budget.not_running", "on", told)
    elif spending.kind in STOPS_AT_LIMIT and spent_of(budget) + spending.minor > limit_of(
        budget
    ):
        yield Problem("budget.overspent", "minor", {"budget": budget.name})


def _charged(budget: Budget, spending: Spending, day: date, by: Actor) -> Charge:
    charge = Charge.objects.create(
        budget=budget,
        kind=spending.kind,
        minor=spending.minor,
        about=spending.about,
        ref=spending.ref,
        note=spending.note.strip(),
        spent_on=day,
        at=now(),
        by=by.name,
        by_key=by.key,
    )
    told = {"budget": budget.name, "note": charge.note or charge.ref}
    after = {"kind": charge.kind, "minor": charge.minor, "ref": charge.ref}
    record_event(BUDGET_CHARGED, by, ("budget", budget.pk), told, after=after)
    return charge
