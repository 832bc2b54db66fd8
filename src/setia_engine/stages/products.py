"""Products: their attributes as numbers, looked up once for any number of plans."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from setia_engine.plan.filters import Filter
from setia_engine.stages.parties import MISSING

PRODUCT_ATTRIBUTES = ("product", "category", "brand", "supplier")
COLUMNS = {"product": "product_id", "supplier": "supplier_id"}
Codes = npt.NDArray[np.int64]


class Products:
    """The product table, row number = product code."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table
        self._coded = cache(self._encode)

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def numbered(self, attribute: str, numbers: dict[str, int]) -> Codes:
        """Return each product's value of an attribute by the numbers given to values."""
        codes, known, count = self._coded(attribute)
        of_code = np.full(count + 1, MISSING, dtype=np.int64)
        for value, number in numbers.items():
            for code in known.get(value, ()):
                of_code[code] = number
        found: Codes = of_code[codes]
        return found

    def within(self, scope: Filter) -> npt.NDArray[np.bool_]:
        """Say which products pass what a scope asks of products, left-out ones included."""
        passed = np.ones(len(self), dtype=bool)
        for attribute, values in scope.wanted().items():
            if attribute in PRODUCT_ATTRIBUTES:
                numbers = dict.fromkeys(values, 0)
                passed &= self.numbered(attribute, numbers) != MISSING
        return passed

    def _encode(self, attribute: str) -> tuple[Codes, dict[str, list[int]], int]:
        """Number an attribute's values as written; several may be one when trimmed."""
        column = self.table[COLUMNS.get(attribute, attribute)].combine_chunks()
        encoded = pc.cast(column, pa.string()).dictionary_encode()
        known: dict[str, list[int]] = {}
        for code, value in enumerate(encoded.dictionary.to_pylist()):
            known.setdefault(value.strip(), []).append(code)
        codes = np.asarray(encoded.indices.fill_null(MISSING), dtype=np.int64)
        return codes, known, len(encoded.dictionary)
