"""Reasons to turn to somebody today: one file each, one look for all parties."""

from __future__ import annotations
