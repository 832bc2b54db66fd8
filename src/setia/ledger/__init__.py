"""The ledger: what is owed to whom, in double entry, only ever added to."""

from __future__ import annotations
