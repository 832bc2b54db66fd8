"""A stack: parties that are compared over the same time, some with the program, some without."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Real = npt.NDArray[np.float64]
Truth = npt.NDArray[np.bool_]
Words = npt.NDArray[np.str_]

MATCH, BEFORE, NEAR, DURING, AFTER = "match", "before", "near", "during", "after"
"""Times: long before (mates are chosen by it), before, just before, during, after."""
SCOPE, OTHER, MARGIN, RETURNED, QUANTITY = (
    "scope",
    "other",
    "margin",
    "returned",
    "quantity",
)


@dataclass(frozen=True)
class Stack:
    """Rows are parties, columns are pieces of time, in order.

    ``treated`` says who had the program. ``units`` names what a chance event would hit as
    one: the party itself, or its territory. ``spans`` says of each column what time it is:
    before the program, just before it (left out of what is compared with), during, after;
    ``days`` how long each is.
    """

    treated: Truth
    units: Words
    amounts: Mapping[str, Real]
    spans: tuple[str, ...]
    days: Real

    def is_in(self, *names: str) -> Truth:
        """Say of each column whether it belongs to one of the spans."""
        return np.array([one in names for one in self.spans], dtype=bool)

    def only(self, rows: npt.NDArray[np.int64]) -> Stack:
        """Return the stack with these rows only."""
        amounts = {name: values[rows] for name, values in self.amounts.items()}
        return replace(
            self, treated=self.treated[rows], units=self.units[rows], amounts=amounts
        )
