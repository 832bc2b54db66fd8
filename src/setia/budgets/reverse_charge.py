"""Take a charge back that was wrong, by a charge of its own."""

from __future__ import annotations

from django.conf import settings
from django.db import IntegrityError, transaction

from setia.budgets.events import CHARGE_REVERSED
from setia.budgets.models import Budget, Charge
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.plain_text import plain_text
from setia.core.record_event import record_event

LONGEST = 300


def reverse_charge(charge: Charge, reason: str, by: Actor) -> Charge:
    """Book the same sum below zero; the money is there again, also after the last day.

    Raises:
        NotPermitted: The actor may not charge budgets.
        NotFound: The charge is not theirs to see.
        Refused: There is no reason, or it takes back a charge itself.
        Conflict: It was taken back already.
    """
    by.must("budget.charge")
    if not Charge.objects.visible_to(by).filter(pk=charge.pk).exists():
        raise NotFound("charge", str(charge.pk))
    words = plain_text(reason).strip()
    if not 0 < len(words) <= LONGEST:
        raise Refused([Problem("budget.reason_missing", "reason")])
    if charge.reverses_id is not None:
        raise Refused([Problem("budget.reversal", "reason")])
    try:
        with transaction.atomic():
            Budget.objects.select_for_update().get(pk=charge.budget_id)
            return _reversed(charge, words, by)
    except IntegrityError as error:
        raise Conflict("budget.reversed_already") from error


def _reversed(charge: Charge, words: str, by: Actor) -> Charge:
    back = Charge.objects.create(
        budget_id=charge.budget_id,
        kind=charge.kind,
        minor=-charge.minor,
        about_id=charge.about_id,
        ref=f"reversal {charge.pk}",
        note=words,
        spent_on=today(settings.TIME_ZONE),
        at=now(),
        by=by.name,
        by_key=by.key,
        reverses=charge,
    )
    told = {"budget": charge.budget.name, "note": charge.note or charge.ref}
    after = {"minor": back.minor, "reason": words}
    record_event(CHARGE_REVERSED, by, ("budget", charge.budget_id), told, after=after)
    return back
