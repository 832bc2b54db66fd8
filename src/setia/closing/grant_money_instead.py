"""Grant money instead of goods of an award, in the caller's transaction."""

from __future__ import annotations

from django.conf import settings

from setia.closing.adjust_award import Ordered
from setia.closing.models import Adjustment, Award
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.currency import currency
from setia.ledger.post import Batch, hold_ledger, post
from setia.ledger.templates.money_for_goods import money_for_goods
from setia.ledger.transfer import About


def grant_money_instead(award: Award, ordered: Ordered, by: Actor) -> Adjustment:
    """Owe an amount of money beside an award of goods, to be paid by the next run.

    It is a cost of the program, unlike what somebody grants by hand. Whoever calls has
    checked that the actor may, and takes the goods off.

    Raises:
        RuntimeError: There is no transaction.
        IntegrityError: The key was used before.
    """
    hold_ledger()
    unit = currency()
    adjustment = Adjustment.objects.create(
        key=ordered.key,
        award=award,
        payee_id=award.payee_id,
        unit=unit,
        amount_minor=ordered.amount_minor,
        reason=ordered.reason[:300],
        at=now(),
        by=by.name,
    )
    transfer = money_for_goods(
        f"adjustment {ordered.key}",
        award.program.code,
        str(award.payee_id),
        unit,
        ordered.amount_minor,
        About("adjustment", adjustment.pk),
    )
    day = today(settings.TIME_ZONE)
    post([transfer], Batch(f"adjustment {adjustment.pk}", adjustment.at, day))
    return adjustment
