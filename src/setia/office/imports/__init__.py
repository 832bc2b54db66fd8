"""Pages on which files come in."""

from __future__ import annotations
