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
    def origin(self) -> str:
        """Return the SQL to read from: raw columns of the contract, and where rows stand.

        Nothing else of the files can be seen, neither columns nor the names of folders.
        """
        raw = [
            f"{identifier(in_file)} AS {raw_name(name)}"
            for name, (in_file, _) in self.files[0].columns.items()
        ]
        numbers = self._by_file([str(file.number) for file in self.files])
        labels = self._by_file([literal(file.label) for file in self.files])
        place = (
            f"{numbers} AS file_no",
            f"{labels} AS label",
            f"{self.files[0].row} AS row_no",
        )
        paths = file_list([file.path for file in self.files])
        return (
            f"(SELECT {', '.join([*raw, *place])}"
            f" FROM read_parquet({paths}, hive_partitioning = false))"
        )

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
    for name, (_, source) in columns.items():
        cells[name] = read_cell(table.column(name), raw_name(name), source)
    return cells


def raw_name(name: str) -> str:
    """Return the name under which a column is seen before it is read."""
    return f"raw_{name}"


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

    def rows(self, *names: str) -> str:
        """Return the SQL of columns of all files, read, or of where the rows stand."""
        selects = [self.group_rows(group, *names) for group in self.groups]
        return " UNION ALL ".join(selects) if selects else self._no_rows(names)

    def group_rows(self, group: Group, *names: str, **more: str) -> str:
        """Return the SQL of columns, and of what more is asked, over one group's files."""
        values = {
            name: group.cells[name].value if name in group.cells else name for name in names
        } | more
        chosen = ", ".join(f"{value} AS {name}" for name, value in values.items())
        return f"SELECT {chosen} FROM {group.origin}{self._kept()}"

    def _kept(self) -> str:
        if not self.excluding:
            return ""
        return (
            f" WHERE NOT EXISTS (FROM set_aside WHERE aside_tbl = {self.number}"
            " AND aside_file = file_no AND aside_row = row_no)"
        )

    def _no_rows(self, names: Iterable[str]) -> str:
        cells = {name: absent_cell(self.table.column(name)).value for name in names}
        chosen = ", ".join(f"{value} AS {name}" for name, value in cells.items())
        return f"SELECT {chosen} WHERE FALSE"
