"""Let points expire whose life is over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.record_event import record_event
from setia.ledger.balances import balances_of
from setia.ledger.models import Entry
from setia.ledger.models.account import AccountKind
from setia.ledger.post import Batch, hold_ledger, post
from setia.ledger.templates.points_expired import points_expired
from setia.ledger.transfer import About
from setia.payouts.events import POINTS_EXPIRED
from setia.payouts.points.lots import (
    GIVEN_BACK,
    POINTS,
    Lot,
    expiry_key,
    known_lots,
)

AT_ONCE = 500


def expire_points(day: date, by: Actor) -> int:
    """Post what is left of lots whose last day is past on a day; return how many lots.

    A lot expires once, whoever asks how often.

    Raises:
        NotPermitted: The actor may not prepare payouts.
    """
    by.must("payout.make")
    with transaction.atomic():
        hold_ledger()
        owners = _who_may_lose(day)
        found = [
            lot
            for start in range(0, len(owners), AT_ONCE)
            for lot in known_lots(owners[start : start + AT_ONCE])
        ]
        return expire_lots(found, day, by)


def _who_may_lose(day: date) -> list[str]:
    """Return who has points and was granted some whose life is over on a day."""
    over = Entry.objects.filter(
        Q(event="points_granted", on__lt=date(day.year - 1, day.month, 1))
        | Q(event=GIVEN_BACK, on__lt=day.replace(day=1))
    )
    granted = set(over.order_by().values_list("credit__owner", flat=True).distinct())
    left = balances_of(AccountKind.POINTS, POINTS)
    return sorted(owner for owner in granted if left.get(owner, 0) > 0)


def expire_lots(lots: Iterable[Lot], day: date, by: Actor) -> int:
    """Let lots expire in the caller's transaction, which holds the ledger."""
    over = [one for one in lots if one.left_minor > 0 and not one.lives_on(day)]
    transfers = [
        points_expired(
            expiry_key(one), one.owner, one.left_minor, About("entry", one.entry)
        )
        for one in over
    ]
    expired = post(transfers, Batch(f"expire points {day}", now(), day))
    if expired:
        params = {"lots": expired}
        record_event(POINTS_EXPIRED, by, ("points", day.isoformat()), params)
    return expired
