"""The tables of this room."""

from __future__ import annotations

from setia.care.models.touch import Outcome, Touch, TouchKind

__all__ = ["Outcome", "Touch", "TouchKind"]
