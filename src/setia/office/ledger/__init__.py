"""Pages of the ledger: read only."""

from __future__ import annotations
