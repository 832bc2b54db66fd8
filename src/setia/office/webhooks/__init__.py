"""Webhooks: where messages go, the log of what was sent, sending again."""

from __future__ import annotations
