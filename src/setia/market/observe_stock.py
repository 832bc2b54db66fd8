"""Note how much of a product a party has on its shelves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from setia.catalog.models import Product
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.record_event import record_event
from setia.market.events import STOCK_SEEN
from setia.market.models import Source, StockSeen
from setia.market.observe_price import check_seen, check_text
from setia.people.models import Party

LONGEST_NOTE, LONGEST_KEY = 300, 160
MOST = 10**15


@dataclass(frozen=True)
class Counted:
    """Of which product a party had how much, in thousandths, and when that was counted."""

    party: Party
    product: Product
    quantity_milli: int
    at: datetime
    source: str = Source.VISIT
    note: str = ""
    key: str = ""


def observe_stock(counted: Counted, by: Actor) -> StockSeen:
    """Note a count; the same key again is the same observation.

    Raises:
        NotPermitted: The actor may not note what they see.
        NotFound: The party is not theirs to see.
        Refused: The quantity or the moment is not right.
        Conflict: The key was used for another observation.
    """
    by.must("market.write")
    _check(counted, by)
    if counted.key and (known := StockSeen.objects.filter(key=counted.key).first()):
        return _same(known, counted)
    try:
        with transaction.atomic():
            return _noted(counted, by)
    except IntegrityError:
        return _same(StockSeen.objects.get(key=counted.key), counted)


def _noted(counted: Counted, by: Actor) -> StockSeen:
    row = StockSeen.objects.create(
        party=counted.party,
        product=counted.product,
        quantity_milli=counted.quantity_milli,
        at=counted.at,
        source=counted.source,
        note=counted.note.strip(),
        key=counted.key or None,
        noted_at=now(),
        by=by.name,
    )
    params = {"product": counted.product.name, "party": counted.party.name}
    record_event(STOCK_SEEN, by, ("stock_seen", row.pk), params)
    return row


def _same(known: StockSeen, counted: Counted) -> StockSeen:
    kept = (known.party_id, known.product_id, known.quantity_milli)
    if kept != (counted.party.pk, counted.product.pk, counted.quantity_milli):
        raise Conflict("market.key_reused")
    return known


def _check(counted: Counted, by: Actor) -> None:
    if not Party.objects.visible_to(by).filter(pk=counted.party.pk).exists():
        raise NotFound("party", str(counted.party.pk))
    problems = []
    if not 0 <= counted.quantity_milli <= MOST:
        problems.append(Problem("market.quantity", "quantity"))
    problems += check_seen(counted.at, counted.source)
    problems += check_text("note", counted.note, LONGEST_NOTE)
    problems += check_text("key", counted.key, LONGEST_KEY)
    if problems:
        raise Refused(problems)
