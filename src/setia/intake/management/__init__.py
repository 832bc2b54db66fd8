"""Commands that run inside Django."""

from __future__ import annotations
