"""Pages of statements."""

from __future__ import annotations
