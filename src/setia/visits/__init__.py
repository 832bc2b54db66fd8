"""Visits: how often whom, the route of a day, and what was seen there."""

from __future__ import annotations
