"""Mark final periods of which every award was paid."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from setia.closing.events import PERIOD_PAID
from setia.closing.models import Award, PaidOff, Period
from setia.closing.run_close import currency
from setia.closing.state import State, standing_of
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.record_event import record_event
from setia.ledger.post import hold_ledger
from setia.payouts.models import PayoutItem


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
    for period in Period.objects.filter(finalisations__isnull=False).distinct():
        standing = standing_of(period)
        if standing.state != State.FINAL or _unpaid_of(period):
            continue
        PaidOff.objects.create(period=period, revision=standing.revision, at=now())
        month = f"{period.month:%Y-%m}"
        record_event(PERIOD_PAID, by, ("period", month), {"month": month})
        marked += 1
    return marked


def _unpaid_of(period: Period) -> bool:
    """Tell whether an award of the month waits, or was released and has not arrived."""
    arrived = PayoutItem.objects.filter(
        award=OuterRef("pk"), payout__attempts__outcome__confirmed=True
    )
    sums = arrived.order_by().values("award").annotate(sum=Sum("amount_minor"))
    awards = Award.objects.filter(home_month=period.month, unit=currency())
    rows = awards.annotate(arrived=Coalesce(Subquery(sums.values("sum")), 0))
    open_ones = Q(waiting_minor__gt=0) | Q(released_minor__gt=F("arrived"))
    return rows.filter(open_ones).exists()
