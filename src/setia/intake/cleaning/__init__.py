"""Rows of a file as typed columns, and those that stay outside with their reason."""

from __future__ import annotations
