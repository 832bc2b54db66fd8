"""Hold stock and choices against their own history and the books. It repairs nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Count

from setia.ledger.models import Entry
from setia.ledger.reconcile import Difference
from setia.rewards.models import Choice, Movement, StockMovement
from setia.rewards.stock import FREE, KEPT


def reconcile_rewards() -> list[Difference]:
    """Return every stock that its movements do not bear out, and what is chosen twice."""
    return [*_stock(), *_kept(), *_twice(), *_money()]


def _stock() -> Iterator[Difference]:
    sums: dict[int, tuple[int, int, int]] = defaultdict(lambda: (0, 0, 0))
    for one in StockMovement.objects.order_by("reward", "number").iterator(2_000):
        number, free, kept = sums[one.reward_id]
        what = Movement(one.what)
        free, kept = free + FREE[what] * one.pieces, kept + KEPT[what] * one.pieces
        sums[one.reward_id] = (number + 1, free, kept)
        for name, written, real in (
            ("number", one.number, number + 1),
            ("free", one.free_after, free),
            ("kept", one.kept_after, kept),
        ):
            if written != real:
                yield Difference(f"stock {one} {name}", written, real)


def _kept() -> Iterator[Difference]:
    """Pieces are kept for the choices that wait, and for no others."""
    waiting: dict[int, int] = dict(
        Choice.objects.waiting()
        .order_by()
        .values_list("reward")
        .annotate(count=Count("pk"))
    )
    rows = StockMovement.objects.order_by("reward", "number")
    last = dict(rows.values_list("reward", "kept_after").iterator(2_000))
    for reward in sorted(waiting.keys() | last.keys()):
        kept, wanted = last.get(reward, 0), waiting.get(reward, 0)
        if kept != wanted:
            yield Difference(f"reward {reward} kept for choices", kept, wanted)


def _twice() -> Iterator[Difference]:
    rows = Choice.objects.standing().exclude(award=None).order_by()
    counted = rows.values("award", "unit_no").annotate(count=Count("pk"))
    for row in counted.filter(count__gt=1):
        what = f"piece {row['unit_no']} of award {row['award']} is chosen for"
        yield Difference(what, 1, row["count"])


def _money() -> Iterator[Difference]:
    """What was chosen as money is owed as the ledger says, and its goods are taken off."""
    posted = dict(
        Entry.objects.filter(event="money_for_goods", about_kind="adjustment").values_list(
            "about_id", "amount_minor"
        )
    )
    chosen = dict(
        Choice.objects.exclude(adjustment=None).values_list("adjustment", "worth_minor")
    )
    for key in sorted(posted.keys() | chosen.keys()):
        kept, real = chosen.get(key, 0), posted.get(key, 0)
        if kept != real:
            yield Difference(f"adjustment {key} chosen as money", kept, real)
    goods = Entry.objects.filter(event="goods_as_money").count()
    if goods != len(chosen):
        yield Difference("goods taken as money", len(chosen), goods)
