"""Where the records of a CSV lie, byte by byte, by RFC 4180 and nothing looser.

Splitting is done here rather than by a reader of CSV, because readers guess where a file
is broken: they swallow lines, drop rows or join them. Cells are cut out only of records
whose structure is known to be sound.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

QUOTE, COMMA, LF, CR = b'",\n\r'
Positions = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Records:
    """The whole records at the front of a block of bytes.

    ``ends`` holds the position of each record's line end, ``cells`` how many cells it
    has; ``starts`` follow from the ends. ``fault`` is the number of the record in which
    the structure breaks; nothing after it can be trusted, and none of it is listed.
    """

    starts: Positions
    ends: Positions
    cells: Positions
    fault: int | None

    @property
    def consumed(self) -> int:
        return int(self.ends[-1]) + 1 if self.ends.size else 0


def split_records(block: bytes) -> Records:
    """Find the records that end within a block, which begins at the start of one."""
    data = np.frombuffer(block, np.uint8)
    quotes = np.flatnonzero(data == QUOTE)
    ends = _outside(np.flatnonzero(data == LF), quotes)
    commas = _outside(np.flatnonzero(data == COMMA), quotes)
    fault = None
    broken = _first(_bad_quotes(data, quotes), _lone_returns(block, data, quotes))
    if broken is not None:
        fault = int(np.searchsorted(ends, broken))
        ends = ends[:fault]
    starts = np.concatenate([[0], ends[:-1] + 1]) if ends.size else ends
    cells = np.diff(np.searchsorted(commas, ends), prepend=0) + 1
    return Records(starts, ends, cells, fault)


def _outside(positions: Positions, quotes: Positions) -> Positions:
    """Keep the positions that lie outside of quotes."""
    if not quotes.size:
        return positions
    outside: Positions = positions[np.searchsorted(quotes, positions) % 2 == 0]
    return outside


def _bad_quotes(data: npt.NDArray[np.uint8], quotes: Positions) -> Positions:
    """Find quotes that open within a cell, or close before its end.

    A doubled quote closes and opens again at once, and so stands for itself.
    """
    opening, closing = quotes[0::2], quotes[1::2]
    before = data[np.maximum(opening - 1, 0)]
    opens = (opening == 0) | np.isin(before, (COMMA, LF, QUOTE))
    closing = closing[closing + 1 < data.size]
    closes = np.isin(data[closing + 1], (COMMA, LF, CR, QUOTE))
    return np.concatenate([opening[~opens], closing[~closes]])


def _lone_returns(
    block: bytes, data: npt.NDArray[np.uint8], quotes: Positions
) -> Positions:
    """Find carriage returns outside of quotes that no line feed follows."""
    if b"\r" not in block:
        return np.empty(0, np.int64)
    returns = _outside(np.flatnonzero(data == CR), quotes)
    returns = returns[returns + 1 < data.size]
    lone: Positions = returns[data[returns + 1] != LF]
    return lone


def _first(*positions: Positions) -> int | None:
    together = np.concatenate(positions)
    return int(together.min()) if together.size else None
