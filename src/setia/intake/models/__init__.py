"""The tables of this room."""

from __future__ import annotations

from setia.intake.models.batch import Batch, BatchKind, Stage
from setia.intake.models.record import Commit, Discard, Undo
from setia.intake.models.source import Source

__all__ = ["Batch", "BatchKind", "Commit", "Discard", "Source", "Stage", "Undo"]
