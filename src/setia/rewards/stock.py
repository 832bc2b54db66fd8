"""Move pieces of a reward, in the transaction of whoever checked that it may be."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from setia.core.actor import Actor
from setia.core.clock import now
from setia.ledger.post import hold_ledger
from setia.rewards.errors import refused
from setia.rewards.models import Choice, Movement, Reward, StockMovement

FREE = {
    Movement.RECEIVED: 1,
    Movement.RESERVED: -1,
    Movement.RELEASED: 1,
    Movement.HANDED_OVER: 0,
    Movement.WRITTEN_OFF: -1,
}
KEPT = {
    Movement.RECEIVED: 0,
    Movement.RESERVED: 1,
    Movement.RELEASED: -1,
    Movement.HANDED_OVER: -1,
    Movement.WRITTEN_OFF: 0,
}
"""By how many pieces each movement of one changes what is free and what is kept."""


@dataclass(frozen=True)
class Stock:
    """How many pieces are free to choose, and how many are kept for choices."""

    free: int = 0
    kept: int = 0


def stock_of(rewards: Collection[int]) -> dict[int, Stock]:
    """Return the stock of rewards by id, as their last movements leave it."""
    newest = Window(RowNumber(), partition_by=F("reward"), order_by=F("number").desc())
    rows = StockMovement.objects.filter(reward__in=rewards).annotate(age=newest)
    columns = ("reward", "free_after", "kept_after")
    found = {
        reward: Stock(free, kept)
        for reward, free, kept in rows.filter(age=1).order_by().values_list(*columns)
    }
    return {reward: found.get(reward, Stock()) for reward in rewards}


def move(
    reward: Reward,
    what: Movement,
    by: Actor,
    *,
    pieces: int = 1,
    choice: Choice | None = None,
    note: str = "",
) -> StockMovement:
    """Add a movement that carries the sums on; nobody else moves anything meanwhile.

    Raises:
        Refused: Fewer pieces are free, or kept.
        RuntimeError: There is no transaction.
    """
    hold_ledger()
    last = reward.movements.order_by("number").last()
    free, kept = (last.free_after, last.kept_after) if last else (0, 0)
    free, kept = free + FREE[what] * pieces, kept + KEPT[what] * pieces
    if free < 0 or kept < 0:
        raise refused("reward.none_left", "item", reward=reward.title)
    return StockMovement.objects.create(
        reward=reward,
        number=last.number + 1 if last else 1,
        what=what,
        pieces=pieces,
        free_after=free,
        kept_after=kept,
        choice=choice,
        at=now(),
        by=by.name,
        note=note.strip()[:300],
    )
