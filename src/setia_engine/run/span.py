"""Span: how large a query grows with each selection that it is to answer."""

from __future__ import annotations

import math
from dataclasses import dataclass

from setia_engine.plan.filters import Filter
from setia_engine.run.ground import Ground
from setia_engine.stages.products import PRODUCT_ATTRIBUTES
from setia_engine.stages.qualify import Query
from setia_engine.stages.selection import attributes_used

MOST_PAIRS = 8_000_000
"""Pairs of line and selection that one query may produce; bounds memory."""
MOST_CELLS = 200_000
"""Combinations of classes that one query may tell apart."""
MOST_ROUTES = 3_000_000
"""Rows of the table that leads from classes to selections."""

Named = dict[str, set[str]]


@dataclass(frozen=True)
class _Taken:
    """One query of a span: how many products pass, which sides it looks at, over how long."""

    products: int
    sides: dict[str, int]
    windows: int


class Span:
    """Adds queries up: pairs, combinations of classes, and routes between the two."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._pairs = 0
        self._named: Named = {}
        self._taken: list[_Taken] = []
        self._edges: set[int] = set()

    def has_room_for(self, query: Query) -> bool:
        """Say whether a query can be added within bounds."""
        named = {name: set(values) for name, values in self._named.items()}
        _name_values(query, named)
        if self._pairs + self._ground.pairs(query) > MOST_PAIRS:
            return False
        if self._cells(named) > MOST_CELLS:
            return False
        edges = len(self._edges | self._ground.edges(query))
        return self._routes([*self._taken, self._of(query)], named, edges) <= MOST_ROUTES

    def take(self, query: Query) -> None:
        """Add a query."""
        self._pairs += self._ground.pairs(query)
        _name_values(query, self._named)
        self._taken.append(self._of(query))
        self._edges |= self._ground.edges(query)

    def _of(self, query: Query) -> _Taken:
        named: Named = {}
        _name_values(query, named)
        sides = {name: len(values) + 1 for name, values in named.items()}
        for name in PRODUCT_ATTRIBUTES:
            sides.pop(name, None)
        products = self._ground.products_within(query)
        return _Taken(products, sides, max(1, len(query.calendar.windows)))

    def _cells(self, named: Named) -> int:
        return self._product_classes(named) * math.prod(
            len(values) + 1
            for name, values in named.items()
            if name not in PRODUCT_ATTRIBUTES
        )

    def _product_classes(self, named: Named) -> int:
        crossed = math.prod(len(named.get(name, ())) + 1 for name in PRODUCT_ATTRIBUTES)
        return min(crossed, len(self._ground.products) + 1)

    def _routes(self, taken: list[_Taken], named: Named, edges: int) -> int:
        """Estimate routes: classes that pass, times stretches of days that count.

        A window is cut wherever a window of another query begins or ends.
        """
        sizes = {name: len(values) + 1 for name, values in named.items()}
        sides = {
            name: size for name, size in sizes.items() if name not in PRODUCT_ATTRIBUTES
        }
        classes = self._product_classes(named)
        return sum(
            min(one.products, classes)
            * math.prod(one.sides.get(name, size) for name, size in sides.items())
            * max(one.windows, edges)
            for one in taken
        )


def _name_values(query: Query, named: Named) -> None:
    for name in attributes_used(query.selection, list(query.slots)):
        named.setdefault(name, set())
    scope: Filter | None = query.selection.scope
    while scope is not None:
        for name, values in scope.wanted().items():
            named[name].update(values)
        if (limit := getattr(scope, "joined_within", None)) is not None:
            named["age"].add(str(limit))
        scope = scope.excluded
    for slot in query.slots:
        if slot.by is not None:
            named[slot.by].update(value for value, _ in slot.values)
