"""How a message is handed to each provider: one file for each, behind one protocol."""

from __future__ import annotations
