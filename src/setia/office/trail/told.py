"""A trail entry as people read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from setia.core.events import KINDS
from setia.core.models import TrailEntry


@dataclass(frozen=True)
class Change:
    """One value that an act changed; None where there was none."""

    name: str
    before: Any
    after: Any


def told(entry: TrailEntry) -> str:
    """Return the sentence of an act in the reader's language."""
    kind = KINDS.get(entry.act)
    if kind is None:
        return f"{entry.actor_name}: {entry.act}"
    try:
        return str(kind.sentence) % {**entry.params, "actor": entry.actor_name}
    except KeyError:
        # An old entry may lack what a newer sentence asks for; the act is told all the same.
        return f"{entry.actor_name}: {entry.act}"


def changes(entry: TrailEntry) -> list[Change]:
    """Return the values that differ between before and after."""
    before, after = entry.before or {}, entry.after or {}
    return [
        Change(name, before.get(name), after.get(name))
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    ]
