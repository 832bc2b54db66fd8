"""Note what arrived of a delivery; what completes it keeps its promise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Sum

from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.plain_text import is_plain
from setia.core.record_event import record_event
from setia.promises.events import ARRIVAL_STRUCK, DELIVERY_ARRIVED
from setia.promises.keep_promise import note_kept
from setia.promises.models import Delivery, DeliveryArrival, Promise, Strike

LONGEST, LONGEST_KEY = 300, 160
MOST = 10**15


@dataclass(frozen=True)
class Arrived:
    """How much came on which day, in thousandths; ``key`` makes a second sending the same."""

    on: date
    quantity_milli: int
    key: str
    note: str = ""


def note_arrival(delivery: Delivery, arrived: Arrived, by: Actor) -> DeliveryArrival:
    """Note an arrival; the same key again is the same arrival.

    More than was promised may come. What comes last of the promised quantity keeps the
    promise, in time or too late; after that the delivery is judged and takes no more.

    Raises:
        NotPermitted: The actor may not note arrivals.
        NotFound: The delivery is not theirs to see.
        Refused: The day lies ahead, or the quantity is none, or the delivery is complete.
        Conflict: The key was used for other figures, or the promise was given up.
    """
    by.must("delivery.write")
    _check(arrived)
    try:
        with transaction.atomic():
            held = held_delivery(delivery, by)
            known = DeliveryArrival.objects.filter(key=arrived.key).first()
            return _same(known, held, arrived) if known else _noted(held, arrived, by)
    except IntegrityError:
        known = DeliveryArrival.objects.get(key=arrived.key)
        return _same(known, delivery, arrived)


def strike_arrival(arrival: DeliveryArrival, why: str, by: Actor) -> Strike:
    """Strike out an arrival that was noted by mistake, while the delivery is not complete.

    Raises:
        NotPermitted: The actor may not note arrivals.
        NotFound: The delivery is not theirs to see.
        Refused: There is no reason, or the delivery is complete.
        Conflict: It was struck out already.
    """
    by.must("delivery.write")
    words = why.strip()
    if not words or len(words) > LONGEST or not is_plain(words):
        raise Refused([Problem("promise.why_missing", "why")])
    try:
        with transaction.atomic():
            held = held_delivery(arrival.delivery, by)
            if not held.promise.waits:
                raise Refused([Problem("delivery.complete", "why")])
            strike = Strike.objects.create(arrival=arrival, why=words, at=now(), by=by.name)
            record_event(ARRIVAL_STRUCK, by, ("delivery", held.pk), _told(held))
    except IntegrityError as error:
        raise Conflict("delivery.struck_already") from error
    return strike


def held_delivery(delivery: Delivery, by: Actor) -> Delivery:
    """Lock a delivery's promise for the rest of the transaction.

    Raises:
        NotFound: It is not the actor's to see.
    """
    rows = Delivery.objects.visible_to(by)
    held = rows.select_related("promise__to", "to").filter(pk=delivery.pk).first()
    if held is None:
        raise NotFound("promised_delivery", str(delivery.pk))
    Promise.objects.select_for_update().get(pk=held.promise_id)
    held.refresh_from_db()
    return held


def arrived_milli(delivery: Delivery) -> int:
    """Return how much of a delivery arrived so far."""
    rows = delivery.arrivals.filter(strike=None)
    total: int = rows.aggregate(sum=Sum("quantity_milli"))["sum"] or 0
    return total


def _noted(held: Delivery, arrived: Arrived, by: Actor) -> DeliveryArrival:
    if hasattr(held.promise, "release"):
        raise Conflict("promise.over")
    if not held.promise.waits:
        raise Refused([Problem("delivery.complete", "quantity")])
    arrival = DeliveryArrival.objects.create(
        delivery=held,
        on=arrived.on,
        quantity_milli=arrived.quantity_milli,
        note=arrived.note.strip(),
        key=arrived.key,
        at=now(),
        by=by.name,
    )
    record_event(DELIVERY_ARRIVED, by, ("delivery", held.pk), _told(held))
    if arrived_milli(held) >= held.promised_milli:
        note_kept(held.promise, _moment(_completed_on(held)), by)
    return arrival


def _completed_on(delivery: Delivery) -> date:
    """Return the day on which the promised quantity was there, in the order of days."""
    total, on = 0, delivery.promised_on
    for arrival in delivery.arrivals.filter(strike=None).order_by("on", "pk"):
        total, on = total + arrival.quantity_milli, arrival.on
        if total >= delivery.promised_milli:
            break
    return on


def _moment(day: date) -> datetime:
    """Return a moment of a day that is neither before it nor ahead of now."""
    noon = datetime.combine(day, time(12), ZoneInfo(settings.TIME_ZONE))
    return min(noon, now())


def _same(known: DeliveryArrival, held: Delivery, arrived: Arrived) -> DeliveryArrival:
    kept = (known.delivery_id, known.on, known.quantity_milli)
    if kept != (held.pk, arrived.on, arrived.quantity_milli):
        raise Conflict("delivery.arrival_key_reused")
    return known


def _check(arrived: Arrived) -> None:
    problems = []
    if not 0 < arrived.quantity_milli <= MOST:
        problems.append(Problem("delivery.quantity", "quantity"))
    if arrived.on > today(settings.TIME_ZONE):
        problems.append(Problem("delivery.arrived_in_future", "on"))
    if not arrived.key or len(arrived.key) > LONGEST_KEY or not is_plain(arrived.key):
        problems.append(Problem("promise.ref", "key", {"most": LONGEST_KEY}))
    if len(arrived.note) > LONGEST:
        problems.append(Problem("promise.text_long", "note", {"most": LONGEST}))
    if not is_plain(arrived.note):
        problems.append(Problem("promise.text_plain", "note"))
    if problems:
        raise Refused(problems)


def _told(delivery: Delivery) -> dict[str, str]:
    return {"to": delivery.to.name, "order": delivery.order_id}
