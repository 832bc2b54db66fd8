"""Lay one CSV file out as Parquet of text, with the row number of each record.

Nothing is read into numbers or dates here: that is done by the rules that hold for Parquet
too. A record whose structure is unsound is told and left out; a file whose quoting breaks
cannot be trusted any further and is told as a whole.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from setia_engine.facts.contract import Table
from setia_engine.facts.refusals import BadRow
from setia_engine.run.load.files.csv_block import Block, Fault, schema_of
from setia_engine.run.load.files.csv_records import split_records
from setia_engine.run.load.files.find_files import TableFile
from setia_engine.run.load.files.headers import match_header
from setia_engine.run.load.findings import excerpt

READ_AT_ONCE = 8 << 20
LONGEST_RECORD = 32 << 20
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
QUOTING = (
    "quotes around whole cells, doubled inside them, closed; rows that end in LF or CRLF"
)


class BrokenFile(Exception):
    """A file cannot be trusted from some row on, or at all."""

    def __init__(self, row: int, found: str, expected: str) -> None:
        super().__init__(f"row {row}: {expected}")
        self.row = row
        self.found = found
        self.expected = expected


@dataclass(frozen=True)
class StagedCsv:
    """The columns of the contract that were staged, or why the file cannot be used."""

    columns: tuple[str, ...]
    refusals: tuple[BadRow, ...] = ()


def stage_csv(
    file: TableFile, table: Table, target: Path, tell: Callable[[list[BadRow]], None]
) -> StagedCsv:
    """Write a CSV file as Parquet of text; findings about single rows are told."""
    try:
        with file.path.open("rb") as stream:
            return _stage(read_blocks(stream), file, table, target, tell)
    except BrokenFile as broken:
        finding = BadRow(
            file.label, broken.row, None, excerpt(broken.found), broken.expected
        )
    except (PermissionError, FileNotFoundError) as error:
        finding = BadRow(
            file.label, None, None, str(error.strerror), "a file that can be read"
        )
    return StagedCsv((), (finding,))


def _stage(
    blocks: Iterator[Block],
    file: TableFile,
    table: Table,
    target: Path,
    tell: Callable[[list[BadRow]], None],
) -> StagedCsv:
    first = next((block for block in blocks if len(block)), None)
    if first is None:
        raise BrokenFile(1, "", "a header row")
    names = _header_cells(first)
    header = match_header(names, table, file)
    if header.findings:
        return StagedCsv((), header.findings)
    with _writer(target, schema_of(header.places)) as writer:
        for block in chain([first.without_first()], blocks):
            faults = block.faults(len(names))
            writer.write_table(block.cells(header.places, len(names), faults))
            tell([_finding(file, block, fault) for fault in faults])
    return StagedCsv(tuple(header.places))


def _writer(target: Path, schema: pa.Schema) -> pq.ParquetWriter:
    """Write for one reading soon after: what helps later readers only costs time."""
    return pq.ParquetWriter(
        target, schema, compression="lz4", use_dictionary=False, write_statistics=False
    )


def _finding(file: TableFile, block: Block, fault: Fault) -> BadRow:
    row = block.first_row + fault.record
    return BadRow(file.label, row, None, excerpt(fault.shown), fault.expected)


def _header_cells(first: Block) -> list[str]:
    try:
        text = first.content[: first.records.ends[0]].decode().rstrip("\r")
    except UnicodeDecodeError as error:
        raise BrokenFile(1, first.text(0), "text in UTF-8") from error
    if "\0" in text:
        raise BrokenFile(1, text, "text in UTF-8 without NUL bytes")
    try:
        return next(csv.reader(io.StringIO(text, newline="")), [])
    except csv.Error as error:
        raise BrokenFile(1, text, "a header row") from error


def read_blocks(stream: BinaryIO) -> Iterator[Block]:
    """Read whole records, as many at once as memory may hold.

    Raises:
        BrokenFile: Quotes or line ends leave it open where records begin and end.
    """
    row, left, ended = 1, b"", False
    while not ended:
        more = stream.read(READ_AT_ONCE)
        if row == 1 and not left:
            more = more.removeprefix(BYTE_ORDER_MARK)
        ended = not more
        # The last record may lack its line end, which then is given to it.
        content = left + (more if more or not left else b"\n")
        if not content:
            return
        block = Block(content, split_records(content), row)
        yield block
        row += len(block)
        left = content[block.records.consumed :]
        if (
            block.records.fault is not None
            or (left and ended)
            or len(left) > LONGEST_RECORD
        ):
            raise BrokenFile(row, _first_line(left), QUOTING)


def _first_line(content: bytes) -> str:
    return content[:READ_AT_ONCE].split(b"\n", 1)[0].decode(errors="replace").rstrip("\r")
