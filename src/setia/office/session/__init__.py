"""Signing in and out, the second factor, one's own account."""

from __future__ import annotations
