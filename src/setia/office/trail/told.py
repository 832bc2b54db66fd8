"""A trail entry as people read it."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from setia.core.events import KINDS
from setia.core.models import TrailEntry
from setia.ui.figures import written
from setia.ui.templatetags.ui import day

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


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
    figures = {name: _figure(value) for name, value in entry.params.items()}
    words = {
        name: dict(choices.choices).get(entry.params.get(name), entry.params.get(name))
        for name, choices in kind.words.items()
        if name in entry.params
    }
    try:
        return str(kind.sentence) % {**figures, **words, "actor": entry.actor_name}
    except KeyError:
        # An old entry may lack what a newer sentence asks for; the act is told all the same.
        return f"{entry.actor_name}: {entry.act}"


def _figure(value: object) -> object:
    """Write numbers and days as people read them; everything else stays as it is."""
    if isinstance(value, int) and not isinstance(value, bool):
        return written(Decimal(value))
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        with suppress(ValueError):
            return day(date.fromisoformat(value))
    return value


def changes(entry: TrailEntry) -> list[Change]:
    """Return the values that differ between before and after."""
    before, after = entry.before or {}, entry.after or {}
    return [
        Change(name, before.get(name), after.get(name))
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    ]
