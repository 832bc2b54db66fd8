"""Disputes: a partner's question about an award, held and answered in time."""

from __future__ import annotations
