"""The first page."""

from __future__ import annotations
