"""Which files hold a table.

A table is one file (``sale_lines.parquet``, ``sale_lines.csv``) or a folder of files
(``sale_lines/month=2026-11/x.parquet``, also ``sale_lines.parquet/part-0.parquet``), never
both. Names that begin with ``.`` or ``_`` are the marks of other programs; any other file
in a table's folder that cannot be read is told, since leaving it out would lose sales.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from setia_engine.facts.refusals import BadRow

SUFFIXES = (".parquet", ".csv")


@dataclass(frozen=True)
class TableFile:
    """One file of a table; ``label`` is how people are told of it."""

    path: Path
    label: str

    @property
    def is_csv(self) -> bool:
        return self.path.suffix.lower() == ".csv"

    @property
    def partition_keys(self) -> tuple[str, ...]:
        """Return the names in folders like ``month=2026-11`` that lead to the file."""
        folders = self.label.split("/")[1:-1]
        return tuple(name.partition("=")[0] for name in folders if "=" in name)


@dataclass(frozen=True)
class FoundFiles:
    """The files of one table in the order of their names, and what stood in the way."""

    files: tuple[TableFile, ...]
    findings: tuple[BadRow, ...]


def find_files(folder: Path, table: str) -> FoundFiles:
    """Find every file of a table in the data folder."""
    places = sorted(entry for entry in folder.iterdir() if _may_hold(entry, table))
    if len(places) > 1:
        first, *others = (place.name for place in places)
        clash = BadRow(first, None, None, ", ".join(others), f"one place for {table}")
        return FoundFiles((), (clash,))
    found = [item for place in places for item in _walk(place, folder)]
    files = [item for item in found if isinstance(item, TableFile)]
    findings = [item for item in found if isinstance(item, BadRow)]
    return FoundFiles(tuple(sorted(files, key=lambda file: file.label)), tuple(findings))


def _may_hold(entry: Path, table: str) -> bool:
    if entry.name == table:
        return entry.is_dir()
    return entry.stem == table and entry.suffix.lower() in SUFFIXES


def _walk(place: Path, folder: Path) -> Iterator[TableFile | BadRow]:
    label = place.relative_to(folder).as_posix()
    if place.is_dir():
        try:
            inside = sorted(place.iterdir())
        except OSError as error:
            yield BadRow(
                label, None, None, str(error.strerror), "a folder that can be read"
            )
            return
        for entry in inside:
            if not entry.name.startswith((".", "_")):
                yield from _walk(entry, folder)
    elif place.suffix.lower() in SUFFIXES:
        yield TableFile(place, label)
    else:
        yield BadRow(label, None, None, place.suffix, "a .parquet or .csv file")
