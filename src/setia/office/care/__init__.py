"""Pages of care."""

from __future__ import annotations
