"""What past programs did: asking, waiting, reading, and drawing who goes without."""

from __future__ import annotations
