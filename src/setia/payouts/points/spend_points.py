"""Spend points, those that end first before the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import transaction

from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Conflict
from setia.core.record_event import record_event
from setia.ledger.post import Batch, hold_ledger, post
from setia.ledger.templates.points_spent import points_spent
from setia.ledger.transfer import About
from setia.payouts.errors import refused
from setia.payouts.events import POINTS_SPENT
from setia.payouts.models import PointsSpend
from setia.payouts.points.expire_points import expire_lots
from setia.payouts.points.lots import Lot, known_lots
from setia.people.models import Party
from setia.people.resolve_code import survivors, with_merged


def spend_points(
    party: Party, points_minor: int, key: str, reason: str, by: Actor
) -> PointsSpend:
    """Take points off a party, in hundredths of a point; the same key takes them once.

    What merged records have counts as the party's. Points whose life is over expire first.

    Raises:
        NotPermitted: The actor may not prepare payouts.
        Refused: Nothing is asked for, or the party has less.
        Conflict: The key was used for something else.
    """
    by.must("payout.make")
    with transaction.atomic():
        return take_points(party, points_minor, key, reason, by)


def take_points(
    party: Party, points_minor: int, key: str, reason: str, by: Actor
) -> PointsSpend:
    """Take points off, in the transaction of whoever checked that it may be.

    Raises:
        Refused: Nothing is asked for, or the party has less.
        Conflict: The key was used for something else.
        RuntimeError: There is no transaction.
    """
    hold_ledger()
    earlier = PointsSpend.objects.filter(key=key).first()
    if earlier is not None:
        return _same(earlier, party, points_minor)
    day = today(settings.TIME_ZONE)
    lots = [one for one in _lots(party, by) if one.lives_on(day)]
    has = sum(one.left_minor for one in lots)
    if not key.strip() or not 0 < points_minor <= has:
        raise refused("payout.points.amount", "points", has=has // 100)
    spent = PointsSpend.objects.create(
        key=key,
        party=party,
        points_minor=points_minor,
        reason=reason.strip()[:300],
        at=now(),
        by=by.name,
    )
    _post(spent, lots, day)
    params = {"party": party.name, "reason": spent.reason}
    after = {"points_minor": points_minor}
    record_event(POINTS_SPENT, by, ("party", party.pk), params, after=after)
    return spent


def _post(spent: PointsSpend, lots: Iterable[Lot], day: date) -> None:
    name, about = f"points spend {spent.pk}", About("points", spent.pk)
    transfers = [
        points_spent(f"{name} {owner}", owner, amount, about)
        for owner, amount in sorted(_parts(lots, spent.points_minor).items())
    ]
    post(transfers, Batch(name, spent.at, day))


def _same(earlier: PointsSpend, party: Party, points_minor: int) -> PointsSpend:
    if (earlier.party_id, earlier.points_minor) != (party.pk, points_minor):
        raise Conflict("payout.points.key_reused", key=earlier.key)
    return earlier


def _lots(party: Party, by: Actor) -> list[Lot]:
    kept = survivors().get(party.pk, party.pk)
    lots = known_lots([str(one) for one in with_merged(kept)])
    expire_lots(lots, today(settings.TIME_ZONE), by)
    return lots


def _parts(lots: Iterable[Lot], points_minor: int) -> Counter[str]:
    """Share an amount over accounts, taking from the lots in their order."""
    parts: Counter[str] = Counter()
    for lot in lots:
        taken = min(lot.left_minor, points_minor)
        if taken:
            parts[lot.owner] += taken
            points_minor -= taken
    return parts
