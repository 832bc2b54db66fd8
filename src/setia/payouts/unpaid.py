"""What was released and is in no payout yet."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from setia.closing.models import Adjustment, Award, Hold
from setia.payouts.models import PayoutItem


class Unpaid(NamedTuple):
    """An award or a granted adjustment of which an amount is not in a payout yet.

    ``owner`` is the party to whom the ledger owes it; amounts in hundredths.
    """

    award: int | None
    adjustment: int | None
    owner: int
    amount_minor: int
    held: bool


def unpaid(currency: str, owners: Collection[int] | None = None) -> list[Unpaid]:
    """Return everything that could be paid now, and what is held back, oldest first.

    What a payout settles is taken, as long as its run was not cancelled: also while the bank
    has not answered, and after it failed, since a failed payout is sent again.
    """
    awards = unpaid_awards(currency)
    granted = unpaid_adjustments(currency)
    if owners is not None:
        awards, granted = awards.filter(payee__in=owners), granted.filter(payee__in=owners)
    columns = ("pk", "payee_id", "released_minor", "settled", "held")
    found = [
        Unpaid(pk, None, owner, released - settled, held)
        for pk, owner, released, settled, held in awards.values_list(*columns).iterator()
    ]
    found += [
        Unpaid(None, pk, owner, amount, held=False)
        for pk, owner, amount in granted.values_list(
            "pk", "payee_id", "amount_minor"
        ).iterator()
    ]
    return found


def unpaid_awards(currency: str) -> QuerySet[Award]:
    """Return awards of which more was released than payouts settle, with what they settle."""
    items = PayoutItem.objects.filter(award=OuterRef("pk"), payout__run__cancellation=None)
    sums = items.order_by().values("award").annotate(sum=Sum("amount_minor")).values("sum")
    awards = Award.objects.filter(unit=currency, released_minor__gt=0).annotate(
        settled=Coalesce(Subquery(sums), 0)
    )
    holds = Hold.objects.standing().filter(award=OuterRef("pk"))
    rows = awards.filter(released_minor__gt=F("settled")).annotate(held=Exists(holds))
    return rows.order_by("pk")


def unpaid_adjustments(currency: str) -> QuerySet[Adjustment]:
    """Return what was granted by hand and is in no payout."""
    items = PayoutItem.objects.filter(
        adjustment=OuterRef("pk"), payout__run__cancellation=None
    )
    rows = Adjustment.objects.filter(unit=currency, amount_minor__gt=0)
    return rows.exclude(Exists(items)).order_by("pk")
