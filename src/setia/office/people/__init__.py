"""Pages of people: list, one person with everything, duplicates, merging, export."""

from __future__ import annotations
