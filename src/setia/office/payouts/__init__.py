"""Paying out: runs, what the bank answers, payees, goods, and promised days."""

from __future__ import annotations
