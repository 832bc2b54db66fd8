"""Columns between the engine and exact integers: Arrow decimals in, Arrow decimals out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from setia_engine.stages.arithmetic.exact import LIMIT, Whole, peak

WIDEST = 38


def whole_numbers(column: Any) -> Whole:  # noqa: ANN401 - an Arrow column, chunked or not
    """Return a column of whole numbers, missing ones as 0, as exact integers."""
    flat = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if flat.null_count:
        flat = pc.fill_null(flat, pa.scalar(0, flat.type))
    try:
        return np.asarray(flat.cast(pa.int64()))
    except pa.ArrowInvalid:
        return np.array([int(value) for value in flat.to_pylist()], dtype=object)


def decimals(numbers: Whole, places: int = 0, missing: Any = None) -> pa.Array:  # noqa: ANN401 - a mask
    """Return whole numbers as decimals of so many places: 12345 with 2 is 123.45."""
    kind = pa.decimal128(WIDEST, places)
    small = numbers.astype(np.int64) if peak(numbers) < LIMIT else None
    if small is None:
        raw = b"".join(int(value).to_bytes(16, "little", signed=True) for value in numbers)
    else:
        raw = np.stack([small, np.where(small < 0, -1, 0)], axis=1).tobytes()
    column = pa.Array.from_buffers(kind, len(numbers), [None, pa.py_buffer(raw)])
    if missing is None or not np.any(missing):
        return column
    return pc.if_else(pa.array(missing), pa.scalar(None, kind), column)
