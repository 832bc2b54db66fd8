"""A table as it can be read: groups of Parquet files whose columns are of the same types."""

# ruff: noqa: S608 - statements are put together from the contract, never from cells

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from setia_engine.facts.contract import Table
from setia_engine.run.load.read.cells import Cell, absent_cell, read_cell
from setia_engine.run.load.workspace import file_list, identifier, literal


@dataclass(frozen=True)
class Readable:
    """One Parquet file of a table, found or staged, and the types of its columns.

    ``number`` is its place in the order of the table's files, ``label`` how people are
    told of it. ``columns`` maps columns of the contract to the name in the file and the
    type as DuckDB names it. ``row`` is the SQL of the row number.
    """

    path: Path
    number: int
    label: str
    columns: Mapping[str, tuple[str, str]]
    row: str


@dataclass(frozen=True)
class Group:
    """Files that one query can read: their columns have the same names and types."""

    files: tuple[Readable, ...]
    cells: Mapping[str, Cell]

    @property
    def row(self) -> str:
        return self.files[0].row

    @property
    def origin(self) -> str:
        """Return the SQL to read from; folder names do not become columns."""
        paths = file_list([file.path for file in self.files])
        return f"read_parquet({paths}, hive_partitioning = false)"

    @property
    def number(self) -> str:
        """Return the SQL of the number of a row's file."""
        return self._by_file([str(file.number) for file in self.files])

    @property
    def label(self) -> str:
        """Return the SQL of the label of a row's file."""
        return self._by_file([literal(file.label) for file in self.files])

    @property
    def place(self) -> dict[str, str]:
        """Return the SQL of where a row stands."""
        return {"file_no": self.number, "label": self.label, "row_no": self.row}

    def _by_file(self, values: list[str]) -> str:
        if len(values) == 1:
            return values[0]
        return f"[{', '.join(values)}][CAST(file_index AS BIGINT) + 1]"


def group_files(files: Iterable[Readable], table: Table) -> tuple[Group, ...]:
    """Put files together that have the same columns of the same types."""
    alike: dict[tuple[object, ...], list[Readable]] = {}
    for file in files:
        alike.setdefault((file.row, *sorted(file.columns.items())), []).append(file)
    return tuple(
        Group(tuple(files), _cells(files[0].columns, table)) for files in alike.values()
    )


def _cells(columns: Mapping[str, tuple[str, str]], table: Table) -> dict[str, Cell]:
    cells = {column.name: absent_cell(column) for column in table.columns}
    for name, (in_file, source) in columns.items():
        cells[name] = read_cell(table.column(name), identifier(in_file), source)
    return cells


@dataclass(frozen=True)
class Source:
    """A table of the contract as found; ``number`` is its place among the tables.

    Once rows are set aside, ``excluding`` leaves them out of every reading.
    """

    table: Table
    number: int
    groups: tuple[Group, ...]
    excluding: bool = False

    @property
    def files(self) -> list[Readable]:
        return [file for group in self.groups for file in group.files]

    def rows(self, names: Iterable[str], *, placed: bool = False) -> str:
        """Return the SQL of columns over all files; ``placed`` adds where a row stands."""
        chosen = list(names)
        selects = [
            self.group_rows(group, chosen, group.place if placed else {})
            for group in self.groups
        ]
        return " UNION ALL ".join(selects) if selects else self._no_rows(chosen)

    def group_rows(
        self, group: Group, names: Iterable[str], more: Mapping[str, str]
    ) -> str:
        """Return the SQL of columns, and of what more is asked, over one group's files."""
        values = {name: group.cells[name].value for name in names} | dict(more)
        chosen = ", ".join(
            f"{value} AS {identifier(name)}" for name, value in values.items()
        )
        return f"SELECT {chosen} FROM {group.origin}{self._kept(group)}"

    def _kept(self, group: Group) -> str:
        if not self.excluding:
            return ""
        # The names of the columns set aside must not be those of a file's own columns.
        return (
            f" WHERE NOT EXISTS (FROM set_aside WHERE aside_tbl = {self.number}"
            f" AND aside_file = {group.number} AND aside_row = {group.row})"
        )

    def _no_rows(self, names: Iterable[str]) -> str:
        cells = {name: absent_cell(self.table.column(name)).value for name in names}
        chosen = ", ".join(
            f"{value} AS {identifier(name)}" for name, value in cells.items()
        )
        return f"SELECT {chosen} WHERE FALSE"
