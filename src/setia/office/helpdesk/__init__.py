"""Pages of the help desk."""

from __future__ import annotations
