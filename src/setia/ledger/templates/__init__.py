"""Posting templates: one file for each economic event, which says what moves from where."""

from __future__ import annotations
