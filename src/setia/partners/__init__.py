"""Partners at their own pages: how they get in, what they are given, what they ask."""

from __future__ import annotations
