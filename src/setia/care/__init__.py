"""Care: whom to contact today and why, what came of it, and whether it helps."""

from __future__ import annotations
