"""Pages of surveys, and of why people left."""

from __future__ import annotations
