"""Somebody has gone quiet, against their own rhythm; or three months after they began."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from setia.care.reasons.found import Found, Looked
from setia.care.rhythm import FEWEST_ORDERS, rhythms

THIRD_MONTH = (75, 105)
"""Days since the first order: about three months, when many who began well leave."""


def gone_quiet(looked: Looked) -> Iterator[Found]:
    """Find those whose silence is longer than they ever usually make it."""
    found = rhythms(looked.parties, looked.trades)
    for key, rhythm in found.items():
        trade = looked.trades[key]
        silent = (looked.day - trade.days[-1]).days
        if not rhythm.is_quiet(silent):
            continue
        since = (looked.day - trade.days[0]).days
        params = {
            "silent": silent,
            "usual": rhythm.usual,
            "spread": rhythm.spread,
            "orders": len(trade.days),
            "last_on": trade.days[-1].isoformat(),
            "first_on": trade.days[0].isoformat(),
        }
        if THIRD_MONTH[0] <= since <= THIRD_MONTH[1]:
            yield Found(key, "third_month", params)
        else:
            yield Found(key, "quiet" if rhythm.own else "quiet_as_others", params)


def after_first_sale(looked: Looked) -> Iterator[Found]:
    """Find resellers whose first sale was within the last seven days."""
    lately = looked.day - timedelta(days=7)
    for key, trade in looked.trades.items():
        one_so_far = 0 < len(trade.days) < FEWEST_ORDERS
        if looked.parties[key].role == "reseller" and one_so_far and trade.days[0] > lately:
            params = {
                "first_on": trade.days[0].isoformat(),
                "sum_minor": sum(trade.blocks),
            }
            yield Found(key, "first_sale", params)
