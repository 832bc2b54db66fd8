"""Note a price that was seen in the field or online; what it shows is told at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from setia.catalog.models import Product
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.plain_text import is_plain
from setia.core.record_event import record_event
from setia.market.conflicts.prices import tell_price
from setia.market.events import PRICE_SEEN
from setia.market.models import PriceSeen, Source
from setia.people.models import Party

LONGEST_PLACE, LONGEST_NOTE, LONGEST_KEY = 120, 300, 160
MOST = 10**17


@dataclass(frozen=True)
class Seen:
    """Which product was offered for how much, when and where: at a party, a place, or both."""

    product: Product
    price_minor: int
    at: datetime
    party: Party | None = None
    place: str = ""
    source: str = Source.VISIT
    note: str = ""
    key: str = ""


def observe_price(seen: Seen, by: Actor) -> PriceSeen:
    """Note a price; the same key again is the same observation.

    A price far below the list, or one that jumped, raises its alert in the same transaction.

    Raises:
        NotPermitted: The actor may not note what they see.
        NotFound: The party is not theirs to see.
        Refused: The price, the moment or the place is not right.
        Conflict: The key was used for another observation.
    """
    by.must("market.write")
    _check(seen, by)
    if seen.key and (known := PriceSeen.objects.filter(key=seen.key).first()):
        return _same(known, seen)
    try:
        with transaction.atomic():
            return _noted(seen, by)
    except IntegrityError:
        return _same(PriceSeen.objects.get(key=seen.key), seen)


def _noted(seen: Seen, by: Actor) -> PriceSeen:
    row = PriceSeen.objects.create(
        product=seen.product,
        price_minor=seen.price_minor,
        at=seen.at,
        party=seen.party,
        place=seen.place.strip(),
        source=seen.source,
        note=seen.note.strip(),
        key=seen.key or None,
        noted_at=now(),
        by=by.name,
    )
    params = {"product": seen.product.name, "where": row.where}
    record_event(PRICE_SEEN, by, ("price_seen", row.pk), params)
    tell_price(row, by)
    return row


def _same(known: PriceSeen, seen: Seen) -> PriceSeen:
    kept = (known.product_id, known.price_minor, known.party_id, known.place)
    party = seen.party.pk if seen.party else None
    if kept != (seen.product.pk, seen.price_minor, party, seen.place.strip()):
        raise Conflict("market.key_reused")
    return known


def _check(seen: Seen, by: Actor) -> None:
    if seen.party and not Party.objects.visible_to(by).filter(pk=seen.party.pk).exists():
        raise NotFound("party", str(seen.party.pk))
    problems = []
    if not 0 < seen.price_minor <= MOST:
        problems.append(Problem("market.price", "price"))
    if seen.party is None and not seen.place.strip():
        problems.append(Problem("market.place_missing", "place"))
    problems += check_seen(seen.at, seen.source)
    problems += check_text("place", seen.place, LONGEST_PLACE)
    problems += check_text("note", seen.note, LONGEST_NOTE)
    problems += check_text("key", seen.key, LONGEST_KEY)
    if problems:
        raise Refused(problems)


def check_seen(at: datetime, source: str) -> list[Problem]:
    """Return what is wrong with when and how something was seen."""
    problems = []
    if at > now():
        problems.append(Problem("market.seen_in_future", "at"))
    if source not in Source.values:
        problems.append(Problem("market.source_unknown", "source"))
    return problems


def check_text(at: str, text: str, most: int) -> list[Problem]:
    """Return what is wrong with a text: too long, or not plain."""
    if len(text) > most:
        return [Problem("promise.text_long", at, {"most": most})]
    return [] if is_plain(text) else [Problem("promise.text_plain", at)]
