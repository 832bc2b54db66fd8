"""Who and what was known when facts were opened, as far as plans look at it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from setia_engine.facts.laid import LaidFacts

PARTY = ("role", "tier", "category", "territory", "parent_id", "joined_on")
PRODUCT = ("category", "brand", "supplier_id", "price", "cost")
Known = Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Registers:
    """Parties, products and histories by code; names and telephones play no part."""

    parties: Known
    products: Known
    history: Known

    def still_hold_in(self, later: Registers) -> bool:
        """Tell whether everybody known then is the same; newcomers change nothing yet."""
        return (
            all(later.parties.get(code) == row for code, row in self.parties.items())
            and all(later.products.get(code) == row for code, row in self.products.items())
            and all(
                later.history.get(code) == self.history.get(code) for code in self.parties
            )
        )


def registers_of(facts: LaidFacts) -> Registers:
    """Return the registers of laid facts."""
    codes = facts.parties["party_id"]
    parents = codes.take(facts.parties["parent"])
    parties = facts.parties.append_column("parent_id", parents)
    changes = facts.history.append_column(
        "party_id", codes.take(facts.history["party"].cast(pa.int64()))
    )
    history: dict[str, tuple[Any, ...]] = defaultdict(tuple)
    for row in changes.select(["party_id", "attribute", "value", "from_day"]).to_pylist():
        code = row.pop("party_id")
        history[code] += tuple(row.values())
    known = pc.field("known")
    return Registers(
        _by_code(parties.filter(known), "party_id", PARTY),
        _by_code(facts.products.filter(known), "product_id", PRODUCT),
        dict(history),
    )


def _by_code(
    rows: pa.Table, key: str, columns: tuple[str, ...]
) -> dict[str, tuple[Any, ...]]:
    values = [rows[name].to_pylist() for name in columns]
    return dict(zip(rows[key].to_pylist(), zip(*values, strict=True), strict=True))
