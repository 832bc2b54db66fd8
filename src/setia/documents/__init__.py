"""Documents: pages as files that can be printed and kept."""

from __future__ import annotations
