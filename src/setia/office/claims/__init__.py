"""Pages of claims to suppliers."""

from __future__ import annotations
