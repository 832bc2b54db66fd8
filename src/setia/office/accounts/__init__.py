"""Pages of key accounts."""

from __future__ import annotations
