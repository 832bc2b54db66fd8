"""Pages of the market: prices and stock that were seen, and the conflicts that they show."""

from __future__ import annotations
