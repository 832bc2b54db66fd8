"""Pages of sales: orders, entry by hand, corrections, payments."""

from __future__ import annotations
