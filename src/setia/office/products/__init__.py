"""Pages of products."""

from __future__ import annotations
