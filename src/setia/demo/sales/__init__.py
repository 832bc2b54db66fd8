"""How the generated business sells: spells of activity → orders → lines, returns, payments."""

from __future__ import annotations
