"""Pages of disputes."""

from __future__ import annotations
