"""Who the business knows: parties, how to reach them, what changes, what they agreed to."""

from __future__ import annotations
