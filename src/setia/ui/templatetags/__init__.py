"""Tags of templates."""

from __future__ import annotations
