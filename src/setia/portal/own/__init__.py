"""A partner's own pages, below /p/: opened by a one-time link, on a phone."""

from __future__ import annotations
