"""The tables of this room."""

from __future__ import annotations

from setia.market.models.rules import MarketRules
from setia.market.models.seen import PriceSeen, Source, StockSeen

__all__ = ["MarketRules", "PriceSeen", "Source", "StockSeen"]
