"""Key accounts: their rank, their cooperation, and how much hangs on them."""

from __future__ import annotations
