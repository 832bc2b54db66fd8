"""A block of CSV records: which of them are sound, and their cells as columns of text."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv as pa_csv

from setia_engine.run.load.files.csv_records import CR, Records

ROW = "row"
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Fault:
    """What is wrong with a record, by its place in the block."""

    record: int
    shown: str
    expected: str


@dataclass(frozen=True)
class Block:
    """The bytes of some records, where they lie, and the row number of the first."""

    content: bytes
    records: Records
    first_row: int

    def __len__(self) -> int:
        return self.records.ends.size

    def without_first(self) -> Block:
        """Return the block without its first record, the header."""
        kept = self.records
        records = Records(kept.starts[1:], kept.ends[1:], kept.cells[1:], kept.fault)
        return Block(self.content, records, self.first_row + 1)

    def text(self, record: int) -> str:
        """Return a record as it is written."""
        start, end = self.records.starts[record], self.records.ends[record]
        return self.content[start:end].decode(errors="replace").rstrip("\r")

    def faults(self, width: int) -> list[Fault]:
        """Find the records that do not hold so many cells of sound text."""
        uneven = np.flatnonzero((self.records.cells != width) & ~self._blank())
        expected = dict.fromkeys(uneven.tolist(), f"{width} cells, as in the header")
        expected |= dict.fromkeys(self._with_nul(), "text without NUL bytes")
        expected |= dict.fromkeys(self._not_utf8(), "text in UTF-8")
        return [
            Fault(record, self.text(record), what)
            for record, what in sorted(expected.items())
        ]

    def cells(self, places: Mapping[str, int], width: int, faults: list[Fault]) -> pa.Table:
        """Cut the sound records into columns of text, with the row number of each."""
        kept = ~self._blank()
        kept[[fault.record for fault in faults]] = False
        if not kept.any():
            return schema_of(places).empty_table()
        names = [str(place) for place in range(width)]
        chosen = [names[place] for place in places.values()]
        # The reader takes one byte order mark off; a second one belongs to the first cell.
        content = BOM_UTF8 + self._bytes_of(kept)
        cells = pa_csv.read_csv(
            pa.py_buffer(content),
            pa_csv.ReadOptions(column_names=names, block_size=len(content) + 1),
            pa_csv.ParseOptions(newlines_in_values=True),
            pa_csv.ConvertOptions(
                column_types=dict.fromkeys(chosen, pa.string()),
                include_columns=chosen,
                check_utf8=False,
            ),
        )
        rows = pa.array(self.first_row + np.flatnonzero(kept), pa.int64())
        return cells.append_column(ROW, rows).rename_columns([*places, ROW])

    def _blank(self) -> Mask:
        """Tell which records are empty lines, which mean nothing."""
        starts, ends = self.records.starts, self.records.ends
        data = np.frombuffer(self.content, np.uint8)
        lone_return = (ends - starts == 1) & (data[starts] == CR)
        blank: Mask = (ends == starts) | lone_return
        return blank

    def _with_nul(self) -> list[int]:
        if b"\0" not in self.content:
            return []
        places = np.flatnonzero(np.frombuffer(self.content, np.uint8) == 0)
        records = np.unique(np.searchsorted(self.records.ends, places))
        return [record for record in records.tolist() if record < len(self)]

    def _not_utf8(self) -> list[int]:
        return list(self._undecodable()) if len(self) else []

    def _undecodable(self) -> Iterator[int]:
        ends = self.records.ends
        start, last = int(self.records.starts[0]), int(ends[-1])
        while start < last:
            try:
                str(memoryview(self.content)[start:last], "utf-8")
            except UnicodeDecodeError as error:
                record = int(np.searchsorted(ends, start + error.start))
                yield record
                start = int(ends[record]) + 1
            else:
                return

    def _bytes_of(self, kept: Mask) -> bytes:
        starts, ends = self.records.starts, self.records.ends
        if kept.all():
            return self.content[starts[0] : ends[-1] + 1]
        spans = zip(starts[kept].tolist(), ends[kept].tolist(), strict=True)
        return b"".join(self.content[start : end + 1] for start, end in spans)


def schema_of(places: Mapping[str, int]) -> pa.Schema:
    """Return the columns of text that sound records are cut into."""
    return pa.schema([*((name, pa.string()) for name in places), (ROW, pa.int64())])
