"""Record that somebody was there, and what they saw."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from setia.accounts.tell_complaint import Complaint, tell_complaint
from setia.care.models import Outcome, TouchKind
from setia.care.record_touch import Done, record_touch
from setia.catalog.models import Product
from setia.core.actor import Actor, ActorKind
from setia.core.clock import now
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.record_event import record_event
from setia.documents.kept_photo import Photo
from setia.market.observe_price import Seen as PriceSight
from setia.market.observe_price import observe_price
from setia.market.observe_stock import Counted, observe_stock
from setia.people.models import Party
from setia.visits.distance import Point, metres_between
from setia.visits.events import CHECKED_IN
from setia.visits.models import CheckIn, Seen, SeenKind, Shared, Visit
from setia.visits.places import known_places

OLDEST = timedelta(days=30)
AHEAD = timedelta(minutes=5)
"""How far ahead of ours a phone's clock may be."""
LONGEST = 1000
LARGEST = 10**15
WORDS = frozenset({SeenKind.COMPLAINT, SeenKind.ORDER})


@dataclass(frozen=True)
class Sight:
    """One thing seen or heard; figures in minor units and thousandths."""

    kind: str
    product: Product | None = None
    quantity_milli: int | None = None
    price_minor: int | None = None
    text: str = ""
    photo: Photo | None = None


@dataclass(frozen=True)
class Made:
    """A visit that was made; ``key`` makes a second sending of it the same visit."""

    at: datetime
    key: str
    by_request: bool = False
    shared: str = Shared.NOT_ASKED
    note: str = ""
    point: Point | None = None
    accuracy_m: int | None = None
    visit: Visit | None = None
    seen: tuple[Sight, ...] = ()


def check_in(party: Party, made: Made, by: Actor) -> CheckIn:
    """Record a visit with all that was seen; where it was sent before, return that one.

    Raises:
        NotPermitted: The actor makes no visits.
        NotFound: The party is not theirs to see.
        Refused: Something about it makes no sense; nothing is kept.
        Conflict: Another visit was sent under the same key.
    """
    by.must("visit.make")
    if not Party.objects.visible_to(by).filter(pk=party.pk).exists():
        raise NotFound("party", str(party.pk))
    if problems := list(_problems(party, made, by)):
        raise Refused(problems)
    try:
        with transaction.atomic():
            kept = _kept(party, made, by)
            record_event(CHECKED_IN, by, ("party", party.pk), {"party": party.name})
            _pass_on(kept, by)
    except IntegrityError as error:
        return _sent_before(party, made, by, error)
    return kept


def _sent_before(party: Party, made: Made, by: Actor, error: IntegrityError) -> CheckIn:
    same = CheckIn.objects.filter(key=made.key).first()
    if same is None:
        raise error
    if (same.party_id, same.user_id) != (party.pk, by.id):
        raise Conflict("visit.key_taken") from error
    return same


def _problems(party: Party, made: Made, by: Actor) -> Iterator[Problem]:
    if by.kind != ActorKind.USER:
        yield Problem("visit.needs_person")
    if not now() - OLDEST <= made.at <= now() + AHEAD:
        yield Problem("visit.at_wrong", "at")
    if made.shared not in Shared.values:
        yield Problem("visit.reason_unknown", "shared")
    if len(made.note) > LONGEST:
        yield Problem("visit.text_long", "note", {"most": LONGEST})
    if made.visit is not None and made.visit.party_id != party.pk:
        yield Problem("visit.over", "visit")
    for one in made.seen:
        yield from _unclear(one)


def _unclear(one: Sight) -> Iterator[Problem]:
    if one.kind in {SeenKind.STOCK, SeenKind.PRICE}:
        figure = one.quantity_milli if one.kind == SeenKind.STOCK else one.price_minor
        place = "quantity" if one.kind == SeenKind.STOCK else "price"
        if one.product is None:
            yield Problem("visit.product_unknown", "product")
        least = 0 if one.kind == SeenKind.STOCK else 1
        if figure is None or not least <= figure <= LARGEST:
            yield Problem("visit.figure_wrong", place)
    if one.kind in WORDS and not one.text.strip():
        yield Problem("visit.text_missing", one.kind)
    if len(one.text) > LONGEST:
        yield Problem("visit.text_long", one.kind, {"most": LONGEST})


def _kept(party: Party, made: Made, by: Actor) -> CheckIn:
    known = known_places([party.pk]).get(party.pk)
    point = made.point
    kept = CheckIn.objects.create(
        key=made.key,
        party=party,
        visit=made.visit,
        user_id=by.id,
        at=made.at,
        recorded_at=now(),
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
        accuracy_m=made.accuracy_m if point else None,
        distance_m=metres_between(point, known) if point and known else None,
        by_request=made.by_request,
        shared=made.shared,
        note=made.note.strip(),
    )
    for one in made.seen:
        Seen.objects.create(
            check_in=kept,
            kind=one.kind,
            product=one.product,
            quantity_milli=one.quantity_milli,
            price_minor=one.price_minor,
            text=one.text.strip(),
            photo=one.photo.name if one.photo else "",
            digest=one.photo.digest if one.photo else "",
        )
    return kept


def _pass_on(kept: CheckIn, by: Actor) -> None:
    """Tell the other rooms: a visit is a touch, and a large account's complaint an alert."""
    complaints = kept.seen.filter(kind=SeenKind.COMPLAINT)
    outcome = Outcome.COMPLAINT if complaints else Outcome.TALKED
    # A phone's clock may be a little ahead of ours.
    at = min(kept.at, now())
    done = Done(TouchKind.VISIT, outcome, at, kept.note, key=f"visit {kept.pk}")
    record_touch(kept.party, done, by)
    for one in complaints:
        tell_complaint(kept.party, Complaint(f"visit {one.pk}", one.text), by)
    for one in kept.seen.select_related("product").exclude(product=None):
        _observe(kept, one, at, by)


def _observe(kept: CheckIn, one: Seen, at: datetime, by: Actor) -> None:
    if one.product is None:
        return
    key = f"visit {one.pk}"
    if one.quantity_milli is not None:
        counted = Counted(kept.party, one.product, one.quantity_milli, at, key=key)
        observe_stock(counted, by)
    if one.price_minor is not None:
        seen = PriceSight(one.product, one.price_minor, at, kept.party, key=key)
        observe_price(seen, by)
