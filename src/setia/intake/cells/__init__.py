"""Cells as people write them: money, quantities, days and times, ids."""

from __future__ import annotations
