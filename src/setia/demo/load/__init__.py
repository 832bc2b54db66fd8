"""Bring the generated business into an empty installation."""

from __future__ import annotations
