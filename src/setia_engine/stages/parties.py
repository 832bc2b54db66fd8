"""Parties over time: which attribute a party had on which day."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from setia_engine.plan.filters import Eligible
from setia_engine.stages.calendar import FOREVER

MISSING = -1
LONG_AGO = -FOREVER
Codes = npt.NDArray[np.int32]


class Parties:
    """The party table and its history, row number = party code."""

    def __init__(self, parties: pa.Table, history: pa.Table) -> None:
        self.table = parties
        self.history = history
        self._coded: dict[str, tuple[Codes, Codes, dict[str, int]]] = {}

    def __len__(self) -> int:
        return int(self.table.num_rows)

    @cached_property
    def ids(self) -> pa.Array:
        """Party ids by code."""
        return self.table["party_id"].combine_chunks()

    def changes(self, attribute: str) -> pa.Table:
        """Return the history rows of an attribute, each party's in order of time."""
        if self.history.num_rows == 0:
            return self.history
        return self.history.filter(pc.equal(self.history["attribute"], attribute))

    def values_on(self, attribute: str, day: int) -> tuple[Codes, dict[str, int]]:
        """Return each party's value on a day as a code, and the code of each value."""
        base, changed, known = self._codes(attribute)
        rows = self.changes(attribute)
        if rows.num_rows == 0:
            return base, known
        begun = np.asarray(rows["from_day"]) <= day
        values = base.copy()
        # Rows stand in order of time, and of repeated indices the last one stays.
        values[np.asarray(rows["party"])[begun]] = changed[begun]
        return values, known

    def _codes(self, attribute: str) -> tuple[Codes, Codes, dict[str, int]]:
        if attribute not in self._coded:
            base = self.ids if attribute == "party" else self.table[attribute]
            rows = self.changes(attribute)
            both = pa.concat_arrays(
                [_trimmed(base), *([_trimmed(rows["value"])] if rows.num_rows else [])]
            ).dictionary_encode()
            codes = np.asarray(both.indices.fill_null(MISSING), dtype=np.int32)
            known = {value: code for code, value in enumerate(both.dictionary.to_pylist())}
            self._coded[attribute] = (codes[: len(self)], codes[len(self) :], known)
        return self._coded[attribute]

    def eligible(self, wanted: Eligible, day: int) -> npt.NDArray[np.bool_]:
        """Say of each party whether the filter holds on a day."""
        passed = np.ones(len(self), dtype=bool)
        for attribute, values in wanted.wanted().items():
            codes, known = self.values_on(attribute, day)
            passed &= np.isin(codes, [known[value] for value in values if value in known])
        if wanted.excluded is not None:
            passed &= ~self.eligible(wanted.excluded, day)
        return passed

    def depends_on_day(self, wanted: Eligible) -> bool:
        """Say whether the filter looks at an attribute that changed for anybody."""
        return any(self.changes(name).num_rows for name in wanted.attributes())

    def intervals(self, attribute: str, numbers: dict[str, int]) -> pa.Table:
        """Return (party, from_day, to_day, value) for the values that have a number.

        Stretches of other values are left out: for the caller they are no value at all.
        """
        base, changed, known = self._codes(attribute)
        number_of = np.full(len(known) + 1, MISSING, dtype=np.int32)
        for value, code in known.items():
            number_of[code] = numbers.get(value, MISSING)
        return self._stretches(self.changes(attribute), number_of[base], number_of[changed])

    def parents(self) -> pa.Table:
        """Return (party, from_day, to_day, value): who was whose parent when."""
        base = np.asarray(self.table["parent"].fill_null(MISSING), dtype=np.int32)
        rows = self.changes("parent_id")
        places = pc.index_in(rows["value"], value_set=self.ids) if rows.num_rows else None
        changed = (
            np.empty(0, dtype=np.int32)
            if places is None
            else np.asarray(places.fill_null(MISSING), dtype=np.int32)
        )
        return self._stretches(rows, base, changed)

    def _stretches(self, rows: pa.Table, base: Codes, changed: Codes) -> pa.Table:
        party = np.concatenate([np.arange(len(self)), np.asarray(rows["party"])])
        start = np.concatenate(
            [np.full(len(self), LONG_AGO), np.asarray(rows["from_day"], dtype=np.int64)]
        )
        value = np.concatenate([base, changed])
        order = np.lexsort((start, party))
        party, start, value = party[order], start[order], value[order]
        end = np.full(len(party), FOREVER)
        same = party[1:] == party[:-1]
        end[:-1][same] = start[1:][same] - 1
        kept = value != MISSING
        columns = {"party": party, "from_day": start, "to_day": end, "value": value}
        return pa.table(
            {name: pa.array(c[kept], pa.int32()) for name, c in columns.items()}
        )


def _trimmed(column: Any) -> pa.Array:  # noqa: ANN401 - chunked or not
    flat = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return pc.utf8_trim_whitespace(flat.cast(pa.string()))
