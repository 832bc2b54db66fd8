"""Conflicts: what sales, stock and prices show, each as a pure function over rows."""

from __future__ import annotations
