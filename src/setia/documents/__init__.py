"""Documents: pages that are printed, sent and kept."""

from __future__ import annotations
