"""Paying out: withholding tax, the file for the bank, and what the bank answers."""

from __future__ import annotations
