"""Bring."""

from __future__ import annotations

from setia.core.actor import Actor
from setia.intake.models import Batch


def bring_in_register(batch: Batch, by: Actor) -> dict[str, int]:
    raise NotImplementedError
