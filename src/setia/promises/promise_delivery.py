"""Promise the goods of an order until a day, and note what arrives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from setia.catalog.models import Product
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.days import end_of
from setia.core.errors import Conflict, Problem, Refused
from setia.core.models import User
from setia.core.plain_text import is_plain
from setia.core.record_event import record_event
from setia.people.models import Party
from setia.promises.events import DELIVERY_PROMISED
from setia.promises.make_promise import Terms, put_down
from setia.promises.models import Delivery, PromiseKind

LONGEST_ORDER, LONGEST_KEY = 64, 160
MOST = 10**15
FAR = timedelta(days=731)


@dataclass(frozen=True)
class Goods:
    """What a party asked for and what it is promised, in thousandths, until the end of a day.

    ``key`` makes a second sending of the same act the same act.
    """

    order_id: str
    key: str
    requested_on: date
    requested_milli: int
    promised_on: date
    promised_milli: int
    product: Product | None = None
    made_by: User | None = None


def promise_delivery(to: Party, goods: Goods, by: Actor) -> Delivery:
    """Promise a delivery; the same key again is the same delivery.

    Raises:
        NotPermitted: The actor may not promise deliveries.
        NotFound: The party is not theirs to see.
        Refused: The order, a day or a quantity is not right.
        Conflict: The key was used for other figures.
    """
    by.must("delivery.write")
    _check(goods)
    if (known := Delivery.objects.filter(key=goods.key).first()) is not None:
        return _same(known, to, goods)
    try:
        with transaction.atomic():
            return _promised(to, goods, by)
    except IntegrityError:
        # The same delivery was sent twice at once.
        return _same(Delivery.objects.get(key=goods.key), to, goods)


def due_moment(day: date) -> datetime:
    """Return until when something promised for a day may come: its last second."""
    return end_of(day) - timedelta(seconds=1)


def _promised(to: Party, goods: Goods, by: Actor) -> Delivery:
    terms = Terms(
        due_moment(goods.promised_on),
        f"delivery {goods.key}"[:120],
        goods.order_id,
        goods.made_by,
    )
    delivery = Delivery.objects.create(
        order_id=goods.order_id,
        to=to,
        product=goods.product,
        requested_on=goods.requested_on,
        requested_milli=goods.requested_milli,
        promised_on=goods.promised_on,
        promised_milli=goods.promised_milli,
        promise=put_down(PromiseKind.DELIVERY, to, terms, by),
        key=goods.key,
        at=now(),
        by=by.name,
    )
    params = {
        "to": to.name,
        "order": goods.order_id,
        "due": goods.promised_on.isoformat(),
    }
    record_event(DELIVERY_PROMISED, by, ("delivery", delivery.pk), params)
    return delivery


def _same(known: Delivery, to: Party, goods: Goods) -> Delivery:
    kept: list[object] = [known.order_id, known.to_id, known.product_id, known.requested_on]
    kept += [known.requested_milli, known.promised_on, known.promised_milli]
    product = goods.product.pk if goods.product else None
    sent: list[object] = [goods.order_id, to.pk, product, goods.requested_on]
    sent += [goods.requested_milli, goods.promised_on, goods.promised_milli]
    if kept != sent:
        raise Conflict("delivery.key_reused")
    return known


def _check(goods: Goods) -> None:
    problems = []
    order = goods.order_id
    if not order.strip() or len(order) > LONGEST_ORDER or not is_plain(order):
        most = {"most": LONGEST_ORDER}
        problems.append(Problem("delivery.order_missing", "order_id", most))
    if not goods.key or len(goods.key) > LONGEST_KEY or not is_plain(goods.key):
        problems.append(Problem("promise.ref", "key", {"most": LONGEST_KEY}))
    for at in ("requested_milli", "promised_milli"):
        if not 0 < getattr(goods, at) <= MOST:
            place = at.removesuffix("_milli")
            problems.append(Problem("delivery.quantity", f"{place}_quantity"))
    day = today(settings.TIME_ZONE)
    problems += [
        Problem("delivery.day_far", at)
        for at in ("requested_on", "promised_on")
        if abs(getattr(goods, at) - day) > FAR
    ]
    if problems:
        raise Refused(problems)
