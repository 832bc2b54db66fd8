"""A large account sells less than in any of its own last months."""

from __future__ import annotations

from collections.abc import Iterator

from setia.care.reasons.found import Found, Looked

LARGE_TENTH = 10
"""Large are the tenth of the parties that bring most in a month."""
BEFORE, FEWEST = 6, 3
QUARTER = 4


def account_dips(looked: Looked) -> Iterator[Found]:
    """Find large accounts that are below the weakest of their last months.

    Of up to six months, and by at least a quarter of their mean.
    """
    sizes = sorted(
        (
            sum(one.blocks[1:4])
            for one in looked.trades.values()
            if sum(one.blocks[1:4]) > 0
        ),
        reverse=True,
    )
    if not sizes:
        return
    large = sizes[(len(sizes) - 1) // LARGE_TENTH]
    for key, trade in looked.trades.items():
        # The oldest block is cut off by the day of the first order.
        before = trade.blocks[1:-1][:BEFORE]
        if len(before) < FEWEST or sum(trade.blocks[1:4]) < large:
            continue
        now, mean = trade.blocks[0], sum(before) // len(before)
        if now < min(before) and now * QUARTER < mean * (QUARTER - 1):
            yield Found(
                key,
                "account_dips",
                {
                    "now_minor": now,
                    "mean_minor": mean,
                    "least_minor": min(before),
                    "months": len(before),
                },
            )
