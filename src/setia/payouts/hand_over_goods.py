"""Hand goods over that an award gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from setia.closing.models import Award, Hold
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Conflict
from setia.core.record_event import record_event
from setia.ledger.post import Batch, hold_ledger, post
from setia.ledger.templates.goods_handed_over import goods_handed_over
from setia.ledger.transfer import About, Transfer
from setia.payouts.errors import refused
from setia.payouts.events import GOODS_HANDED_OVER
from setia.payouts.models import Handover

GOODS = "goods"
GoodsTemplate = Callable[[str, str, int, About], Transfer]


def goods_to_hand_over() -> QuerySet[Any]:
    """Return awards of goods with ``given`` and ``left``, of which something is left."""
    given = Handover.objects.filter(award=OuterRef("pk")).order_by().values("award")
    sums = given.annotate(sum=Sum("amount_minor")).values("sum")
    rows = Award.objects.filter(unit=GOODS, released_minor__gt=0)
    rows = rows.annotate(given=Coalesce(Subquery(sums), 0))
    rows = rows.annotate(left=F("released_minor") - F("given"))
    return rows.filter(left__gt=0)


def hand_over_goods(
    award: Award,
    amount_minor: int,
    note: str,
    by: Actor,
    *,
    seen_left_minor: int | None = None,
) -> Handover:
    """Record that goods of an award were handed over, in hundredths of a piece.

    ``seen_left_minor`` is what was left when the person looked, so that the same form sent
    twice hands over once.

    Raises:
        NotPermitted: The actor may not prepare payouts.
        Refused: The award gives no goods, is held back, or less is left.
        Conflict: Somebody else handed goods of it over in the meantime.
    """
    by.must("payout.make")
    with transaction.atomic():
        hold_ledger()
        _check(award, amount_minor, seen_left_minor)
        handover = give_goods(award, amount_minor, note, by)
        params = {"party": award.payee.name}
        after = {"amount_minor": amount_minor, "note": handover.note}
        record_event(GOODS_HANDED_OVER, by, ("award", award.pk), params, after=after)
    return handover


def give_goods(
    award: Award,
    amount_minor: int,
    note: str,
    by: Actor,
    template: GoodsTemplate = goods_handed_over,
) -> Handover:
    """Take goods of an award off, in the transaction of whoever checked that it may be.

    Raises:
        Refused: The award is held back, or less is left.
        RuntimeError: There is no transaction.
    """
    hold_ledger()
    _check(award, amount_minor, None)
    day = today(settings.TIME_ZONE)
    handover = Handover.objects.create(
        award=award,
        amount_minor=amount_minor,
        day=day,
        at=now(),
        by=by.name,
        note=note.strip()[:300],
    )
    key, about = f"handover {handover.pk}", About("award", award.pk)
    transfer = template(key, str(award.payee_id), amount_minor, about)
    post([transfer], Batch(key, handover.at, day))
    return handover


def _check(award: Award, amount_minor: int, seen_left_minor: int | None) -> None:
    rows = goods_to_hand_over().filter(pk=award.pk)
    left: int = rows.values_list("left", flat=True).first() or 0
    if seen_left_minor is not None and seen_left_minor != left:
        raise Conflict("payout.goods.meanwhile")
    if not 0 < amount_minor <= left:
        raise refused("payout.goods.amount", "amount", left=left // 100)
    if Hold.objects.standing().filter(award=award).exists():
        raise refused("payout.goods.held", "amount")
