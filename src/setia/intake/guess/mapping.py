"""A mapping: how the rows of a file are found, and what each column becomes."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from setia.intake.reading.row import Reading

VERSION = 1


@dataclass(frozen=True)
class Chosen:
    """Which column of the file a target takes, and in which spelling.

    ``style`` is the decimal sign of numbers, ``order`` what comes first in a day, ``serial``
    the year from which days are counted; empty where nothing was decided. A ``constant``
    stands for a column that the file lacks: one reseller's own file does not name them.
    """

    header: str = ""
    at: int = -1
    style: str = ""
    order: str = ""
    serial: str = ""
    constant: str = ""


@dataclass(frozen=True)
class Mapping:
    """How one source's files are read; kept as JSON beside the source."""

    kind: str
    reading: Reading
    columns: Dictionary[str, Chosen] = field(default_factory=dict)
    zone: str = "Asia/Jakarta"
    hidden: str = ""
    """``count`` or ``leave`` once somebody decided about hidden rows."""
    sheet_chosen: bool = False
    """Whether somebody decided which of several sheets alike it is."""

    def as_json(self) -> dict[str, Any]:
        """Return the mapping as it is kept."""
        return {
            "version": VERSION,
            "kind": self.kind,
            "reading": self.reading.as_json(),
            "columns": {name: asdict(one) for name, one in self.columns.items()},
            "zone": self.zone,
            "hidden": self.hidden,
            "sheet_chosen": self.sheet_chosen,
        }

    @classmethod
    def from_json(cls, kept: Dictionary[str, Any]) -> Mapping:
        """Return a mapping from what was kept.

        Raises:
            ValueError: It was made by another version.
        """
        if kept.get("version") != VERSION:
            raise ValueError("mapping.version")
        return cls(
            kind=str(kept["kind"]),
            reading=Reading.from_json(kept["reading"]),
            columns={name: Chosen(**one) for name, one in kept["columns"].items()},
            zone=str(kept.get("zone", "Asia/Jakarta")),
            hidden=str(kept.get("hidden", "")),
            sheet_chosen=bool(kept.get("sheet_chosen", False)),
        )

    def with_column(self, name: str, chosen: Chosen) -> Mapping:
        """Return the mapping with another choice for one column."""
        return replace(self, columns={**self.columns, name: chosen})


@dataclass(frozen=True)
class Option:
    """One answer to a question: its value, and what sample cells become with it."""

    value: str
    samples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Question:
    """What a file leaves open and a person must decide; the code's sentence has params."""

    code: str
    column: str
    options: tuple[Option, ...]
    params: Dictionary[str, Any] = field(default_factory=dict)
