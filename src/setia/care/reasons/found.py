"""What a reason looks at, and what it finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from setia.care.trade import Trade
from setia.people.models import Party


@dataclass(frozen=True)
class Looked:
    """The parties of one person on a day, by id, with what they sold or bought."""

    day: date
    parties: Mapping[int, Party]
    trades: Mapping[int, Trade]


@dataclass(frozen=True)
class Found:
    """A reason for one party: its code, the figures of its sentence, whether it is due.

    What is due cannot wait for its turn: its day is today, or somebody was promised it.
    Figures end in ``_minor`` where they are money and in ``_on`` where they are days.
    """

    party_id: int
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    due: bool = False
