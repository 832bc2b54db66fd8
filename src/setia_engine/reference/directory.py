"""Parties and products: what each was on a given day.

Whoever or whatever is in no table has an id and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from setia_engine.reference.rows import Attribute, Facts, Party, Product


class Directory:
    """Looks up parties, their changing attributes, and products."""

    def __init__(self, facts: Facts) -> None:
        self._parties = {party.party_id: party for party in facts.parties}
        self._products = {product.product_id: product for product in facts.products}
        self._history: dict[tuple[str, str], dict[date, str | None]] = defaultdict(dict)
        for row in facts.history:
            self._history[row.party_id, row.attribute][row.from_date] = row.value

    def party(self, party_id: str) -> Party:
        return self._parties.get(party_id) or Party(party_id=party_id)

    def product(self, product_id: str) -> Product:
        return self._products.get(product_id) or Product(product_id=product_id)

    def value(self, party_id: str, attribute: Attribute, day: date) -> str | None:
        """Return the value in force on the day: that of the last history row by then.

        Before the first row, and without history, the value in ``parties`` holds.
        """
        rows = self._history.get((party_id, attribute), {})
        begun = [from_date for from_date in rows if from_date <= day]
        if begun:
            return rows[max(begun)]
        value: str | None = getattr(self.party(party_id), attribute)
        return value
