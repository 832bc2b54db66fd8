"""Settle a program: what it gave is paid, and is never evaluated again."""

from __future__ import annotations

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from setia.closing.models import Award, Finalisation, Hold
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.currency import currency
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.ledger.post import hold_ledger
from setia.payouts.events import PROGRAM_SETTLED
from setia.payouts.models import PayoutItem
from setia.programs.models import Program, Settlement
from setia.programs.state import State, state_of


def settle_program(program: Program, by: Actor) -> Settlement:
    """Freeze the results of a program that is over and paid.

    Raises:
        NotPermitted: The actor may not settle programs.
        Refused: It is not over, an award is not final, waits, is held back or is not paid.
        Conflict: Somebody settled it before.
    """
    by.must("program.settle")
    try:
        with transaction.atomic():
            hold_ledger()
            _check(program)
            settlement = Settlement.objects.create(program=program, at=now(), by=by.name)
            params = {"program": program.title_id}
            record_event(PROGRAM_SETTLED, by, ("program", program.pk), params)
    except IntegrityError as error:
        raise Conflict("program.settled_already", code=program.code) from error
    return settlement


def _check(program: Program) -> None:
    if state_of(program, today(settings.TIME_ZONE)) != State.CLOSED:
        raise Refused([Problem("program.not_over", "program")])
    rows = Award.objects.filter(program=program)
    final = Finalisation.objects.filter(
        period=OuterRef("last_run__period"), revision=OuterRef("last_run__revision")
    )
    if not rows.exists() or rows.exclude(Exists(final), final=True).exists():
        raise Refused([Problem("program.not_final", "program")])
    if Hold.objects.standing().filter(award__program=program).exists():
        raise Refused([Problem("program.held", "program")])
    arrived = PayoutItem.objects.filter(
        award=OuterRef("pk"), payout__attempts__outcome__confirmed=True
    )
    sums = arrived.order_by().values("award").annotate(sum=Sum("amount_minor"))
    money = rows.annotate(arrived=Coalesce(Subquery(sums.values("sum")), 0))
    unpaid = Q(unit=currency(), released_minor__gt=F("arrived"))
    if money.filter(Q(waiting_minor__gt=0) | unpaid).exists():
        raise Refused([Problem("program.not_paid", "program")])
