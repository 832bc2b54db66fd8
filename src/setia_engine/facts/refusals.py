"""What is wrong with the tables, as data.

The errors that carry it are ``errors.FactsRejected``, for rows and files that break the
contract, and ``FactsMissing``, where there is nothing to read in the first place.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from setia_engine.errors import EngineError


@dataclass(frozen=True)
class BadRow:
    """One finding: the place as a person finds it, what stands there, what should.

    ``file`` is relative to the data folder. ``row`` is the row as a spreadsheet numbers
    it: in CSV the header is row 1, in Parquet the first row of data is. A finding without
    a row is about the whole file, one without a column about the whole row.
    """

    file: str
    row: int | None
    column: str | None
    value: str
    expected: str


class FactsMissing(EngineError):
    """There is no such data folder, or no such table in it."""

    def __init__(self, folder: Path, table: str | None = None) -> None:
        what = "is no folder" if table is None else f"holds no table {table}"
        super().__init__(f"{folder} {what}")
        self.folder = folder
        self.table = table
