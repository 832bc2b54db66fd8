"""How a file is read, and a row of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

CSV, XLSX = "csv", "xlsx"


class Row(NamedTuple):
    """One row with its number as the person sees it in a spreadsheet or an editor."""

    number: int
    cells: list[str]
    hidden: bool = False


@dataclass(frozen=True)
class Reading:
    """How the rows of a file are found: ``header`` are the row numbers of the names, if any."""

    form: str = CSV
    encoding: str = "utf-8"
    delimiter: str = ","
    sheet: str = ""
    header: tuple[int, ...] = (1,)

    @property
    def last_head(self) -> int:
        """Return the number of the row below which the data begins; 0 without heads."""
        return max(self.header, default=0)

    def as_json(self) -> dict[str, Any]:
        """Return the reading as it is kept."""
        return {**asdict(self), "header": list(self.header)}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Reading:
        """Return a reading from what was kept."""
        header = tuple(int(number) for number in kept.get("header", [1]))
        names = ("form", "encoding", "delimiter", "sheet")
        return cls(**{n: str(kept[n]) for n in names if n in kept}, header=header)
