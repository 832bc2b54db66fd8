"""Backtests: what a past program did, against what would have happened without it."""

from __future__ import annotations
