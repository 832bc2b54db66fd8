"""Programs, what they give, and why."""

from __future__ import annotations
