"""Events: gatherings, who was asked, who came with whom, and what it cost."""

from __future__ import annotations
