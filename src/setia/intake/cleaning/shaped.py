"""Values by column with what is wrong by row, on the way to typed columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from setia.intake.cleaning.cells import Wrong


@dataclass
class Shaped:
    """Columns of a piece, and for each bad row the columns that are wrong with it."""

    columns: dict[str, list[Any]]
    problems: dict[int, list[tuple[str, Wrong]]] = field(default_factory=dict)

    def refuse(self, place: int, column: str, wrong: Wrong) -> None:
        """Take note of one thing that is wrong with a row."""
        self.problems.setdefault(place, []).append((column, wrong))

    def batch(
        self, schema: pa.Schema, good: Sequence[int], numbers: Sequence[int]
    ) -> pa.RecordBatch:
        """Return the good rows as columns of a schema."""
        arrays = [pa.array(numbers, pa.int64())]
        whole = len(good) == len(next(iter(self.columns.values()), []))
        for name in schema.names[1:]:
            values = self.columns.get(name)
            if values is None:
                arrays.append(pa.nulls(len(good), schema.field(name).type))
                continue
            kept = values if whole else [values[place] for place in good]
            arrays.append(pa.array(kept, schema.field(name).type))
        return pa.RecordBatch.from_arrays(arrays, schema=schema)


def gathered(table: dict[str, list[Any]]) -> Shaped:
    """Collect what is wrong with the cells of a piece."""
    shaped = Shaped(table)
    for name, values in table.items():
        if Wrong not in set(map(type, values)):
            continue
        for place, value in enumerate(values):
            if isinstance(value, Wrong):
                shaped.refuse(place, name, value)
    return shaped
