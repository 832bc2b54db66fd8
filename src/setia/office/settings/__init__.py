"""The house itself: its name, its log-ins, its integrations."""

from __future__ import annotations
