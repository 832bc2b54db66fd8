"""Read a batch's file with its mapping, and stage the rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from setia.intake.models import Batch


@dataclass(frozen=True)
class Staged:
    """What reading came to: rows in all, and those that stay outside by reason."""

    rows: int = 0
    refused: int = 0
    aside: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    aside_reasons: Counter[str] = field(default_factory=Counter)


def stage_batch(batch: Batch) -> Staged:
    """Stage everything that can be read."""
    raise NotImplementedError
