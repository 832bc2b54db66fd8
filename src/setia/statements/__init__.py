"""Statements: what a payee is told for a month, line by line."""

from __future__ import annotations
