"""Find the tables of a data folder and make every file of them readable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from setia_engine.facts.contract import SALE_LINES, TABLES, Table
from setia_engine.facts.refusals import BadRow, FactsMissing
from setia_engine.run.load.files.csv_block import ROW
from setia_engine.run.load.files.find_files import TableFile, find_files
from setia_engine.run.load.files.parquet_files import read_footer
from setia_engine.run.load.files.stage_csv import stage_csv
from setia_engine.run.load.findings import Findings
from setia_engine.run.load.source import Readable, Source, group_files
from setia_engine.run.load.workspace import Workspace

TEXT = "VARCHAR"


def find_sources(
    folder: Path, workspace: Workspace, findings: Findings, progress: Callable[[str], None]
) -> dict[Table, Source]:
    """Return the tables as they can be read; of a missing one there is nothing to read.

    What stands in the way is added to the findings.

    Raises:
        FactsMissing: There is no such folder, or it holds no sale lines.
    """
    if not folder.is_dir():
        raise FactsMissing(folder)
    sources = {}
    for number, table in enumerate(TABLES):
        progress(f"reading {table.name}")
        found = find_files(folder, table.name)
        if table is SALE_LINES and not (found.files or found.findings):
            raise FactsMissing(folder, table.name)
        findings.add(number, 0, found.findings, whole_file=True)
        reading = _Reading(workspace, findings, table, number)
        files = [reading.readable(file, place) for place, file in enumerate(found.files)]
        groups = group_files([file for file in files if file is not None], table)
        sources[table] = Source(table, number, groups)
    return sources


@dataclass(frozen=True)
class _Reading:
    """The files of one table on their way to being readable."""

    workspace: Workspace
    findings: Findings
    table: Table
    number: int

    def readable(self, file: TableFile, place: int) -> Readable | None:
        if file.is_csv:
            return self._staged(file, place)
        read = read_footer(self.workspace.connection, file, place, self.table)
        if isinstance(read, Readable):
            return read
        self.findings.add(self.number, place, read, whole_file=True)
        return None

    def _staged(self, file: TableFile, place: int) -> Readable | None:
        def tell(rows: list[BadRow]) -> None:
            self.findings.add(self.number, place, rows, whole_file=False)

        target = self.workspace.staged(f"{self.table.name}-{place}")
        staged = stage_csv(file, self.table, target, tell)
        self.findings.add(self.number, place, staged.refusals, whole_file=True)
        if staged.refusals:
            return None
        columns = {name: (name, TEXT) for name in staged.columns}
        return Readable(target, place, file.label, columns, ROW)
