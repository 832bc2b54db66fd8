"""The programming interface: the same verbs as the pages, as JSON."""

from __future__ import annotations
