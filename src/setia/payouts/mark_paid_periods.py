"""Mark final periods of which every award that was released was paid."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from setia.closing.events import PERIOD_PAID
from setia.closing.models import Award, PaidOff, Period
from setia.closing.state import State, standing_of, with_records
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.currency import currency
from setia.core.record_event import record_event
from setia.ledger.post import hold_ledger
from setia.payouts.models import PayoutItem
from setia.payouts.payables import Carried, payables


def mark_paid_periods(by: Actor) -> int:
    """Record which final periods are paid; return how many became so.

    Raises:
        NotPermitted: The actor may not prepare payouts.
    """
    by.must("payout.make")
    with transaction.atomic():
        hold_ledger()
        return mark_paid(by)


def mark_paid(by: Actor) -> int:
    """Record it in the caller's transaction, which holds the ledger."""
    marked = 0
    closed = Period.objects.filter(finalisations__isnull=False).distinct()
    for period in with_records(closed):
        standing = standing_of(period)
        if standing.state != State.FINAL or _unpaid_of(period):
            continue
        PaidOff.objects.create(period=period, revision=standing.revision, at=now())
        month = f"{period.month:%Y-%m}"
        record_event(PERIOD_PAID, by, ("period", month), {"month": month})
        marked += 1
    return marked


def _unpaid_of(period: Period) -> bool:
    """Tell whether an award of the month was released and has not arrived.

    What still waits for its sale to be paid was not released, and what is too little for a
    payout is carried over to the next one: neither keeps a month open.
    """
    arrived = PayoutItem.objects.filter(
        award=OuterRef("pk"), payout__attempts__outcome__confirmed=True
    )
    sums = arrived.order_by().values("award").annotate(sum=Sum("amount_minor"))
    awards = Award.objects.filter(home_month=period.month, unit=currency())
    rows = awards.annotate(arrived=Coalesce(Subquery(sums.values("sum")), 0))
    open_ones = rows.filter(released_minor__gt=F("arrived"))
    if not open_ones.exists():
        return False
    # Of what is at the bank nothing is carried over, so the payables need not be worked out.
    if open_ones.filter(_is_at_the_bank()).exists():
        return True
    return open_ones.exclude(pk__in=_carried_over()).exists()


def _is_at_the_bank() -> Q:
    attempt = "payout_items__payout__attempts"
    return Q((f"{attempt}__isnull", False), (f"{attempt}__outcome__isnull", True))


def _carried_over() -> list[int]:
    reasons = {Carried.BELOW_MINIMUM, Carried.NOTHING_LEFT}
    return [
        item.award
        for one in payables(today(settings.TIME_ZONE))
        if one.carried in reasons
        for item in one.items
        if item.award is not None
    ]
