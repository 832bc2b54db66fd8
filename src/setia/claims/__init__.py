"""Claims: what suppliers bear of rewards is asked of them, with its proof."""

from __future__ import annotations
