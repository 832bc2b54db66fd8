"""What an import of people or products would do."""

from __future__ import annotations

from typing import Any

from setia.intake.models import Batch
from setia.intake.stage_batch import Staged


def preview_register(batch: Batch, read: Staged) -> tuple[dict[str, Any], dict[str, Any]]:
    raise NotImplementedError
