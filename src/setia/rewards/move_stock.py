"""Tell that pieces of a reward came, or that some are gone for good."""

from __future__ import annotations

from django.db import transaction

from setia.core.actor import Actor
from setia.core.errors import Conflict
from setia.core.record_event import record_event
from setia.ledger.post import hold_ledger
from setia.rewards.errors import refused
from setia.rewards.events import STOCK_MOVED
from setia.rewards.models import Movement, Reward, StockMovement
from setia.rewards.stock import move

MOST_PIECES = 1_000_000


def receive_stock(
    reward: Reward, pieces: int, note: str, by: Actor, *, seen: int | None = None
) -> StockMovement:
    """Add pieces that came.

    ``seen`` is the number of the last movement that somebody had before them, so that the
    same form sent twice adds them once.

    Raises:
        NotPermitted: The actor may not keep the stock.
        Refused: Money has no stock, or the number of pieces makes no sense.
        Conflict: The stock moved meanwhile.
    """
    return _moved(reward, Movement.RECEIVED, pieces, note, by, seen)


def write_off_stock(
    reward: Reward, pieces: int, note: str, by: Actor, *, seen: int | None = None
) -> StockMovement:
    """Take pieces off that are lost, broken or gone; always with the reason.

    Raises:
        NotPermitted: The actor may not keep the stock.
        Refused: There is no reason, or fewer pieces are free.
        Conflict: The stock moved meanwhile.
    """
    if not note.strip():
        raise refused("reward.reason_missing", "note")
    return _moved(reward, Movement.WRITTEN_OFF, pieces, note, by, seen)


def last_movement(reward: Reward) -> int:
    """Return the number of the last movement of a reward; 0 where nothing moved."""
    last = reward.movements.order_by("number").last()
    return last.number if last else 0


def _moved(
    reward: Reward, what: Movement, pieces: int, note: str, by: Actor, seen: int | None
) -> StockMovement:
    by.must("reward.write")
    if not reward.has_stock:
        raise refused("reward.money_has_no_stock", "pieces")
    if not 0 < pieces <= MOST_PIECES:
        raise refused("reward.pieces", "pieces", most=MOST_PIECES)
    with transaction.atomic():
        hold_ledger()
        if seen is not None and seen != last_movement(reward):
            raise Conflict("reward.stock_meanwhile")
        moved = move(reward, what, by, pieces=pieces, note=note)
        params = {"reward": reward.title_id, "what": str(what), "pieces": pieces}
        after = {"free": moved.free_after, "kept": moved.kept_after, "note": moved.note}
        record_event(STOCK_MOVED, by, ("reward", reward.pk), params, after=after)
    return moved
