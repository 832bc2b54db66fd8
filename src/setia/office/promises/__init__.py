"""Pages of promises and deliveries."""

from __future__ import annotations
