"""What reading a file came to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Staged:
    """Rows in all, and those that stay outside by reason."""

    rows: int = 0
    refused: int = 0
    aside: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    aside_reasons: Counter[str] = field(default_factory=Counter)
