"""The tables of this room."""

from __future__ import annotations

from setia.ledger.models.account import Account, AccountKind
from setia.ledger.models.entry import Entry, LedgerHead
from setia.ledger.models.snapshot import Snapshot

__all__ = ["Account", "AccountKind", "Entry", "LedgerHead", "Snapshot"]
