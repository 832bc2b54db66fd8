"""Which column of a file holds what: by its name, and where names mislead by its figures."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from setia.intake.cells.number import COMMA, POINT, NoNumber, number_of
from setia.intake.columns.column import Column
from setia.intake.guess.layout import head_key
from setia.intake.guess.mapping import Chosen

SURE = 90
"""Out of 100: how alike a head and a known word must be."""
BELOW = 3
"""How much less the lower row of a head tells than both together."""


def chosen_heads(
    columns: Sequence[Column],
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    lowest: Sequence[str] = (),
) -> dict[str, Chosen]:
    """Choose for each target the head that announces it best; each head serves once.

    ``lowest`` are the names of the lower row where a head has two: what stands above may
    belong to the columns beside it.
    """
    alone = [*lowest, *[""] * len(heads)][: len(heads)]
    scores = sorted(
        (
            (-max(_likeness(one, head), _likeness(one, alone[at]) - BELOW), at, number)
            for number, one in enumerate(columns)
            for at, head in enumerate(heads)
            if head.strip()
        ),
    )
    found: dict[str, Chosen] = {}
    taken: set[int] = set()
    for score, at, number in scores:
        name = columns[number].name
        if -score >= SURE and name not in found and at not in taken:
            found[name] = Chosen(heads[at], at)
            taken.add(at)
    return _by_figures(found, rows)


def _likeness(one: Column, head: str) -> float:
    """Return how well a head announces a column; earlier words weigh a little more."""
    key = head_key(head)
    best = 0.0
    for place, word in enumerate(one.words):
        known = head_key(word)
        if key == known:
            return 100.0 - place / 1_000
        if len(key) > 4:
            best = max(best, fuzz.token_sort_ratio(key, known) - 2 - place / 1_000)
    return best


def _by_figures(
    found: dict[str, Chosen], rows: Sequence[Sequence[str]]
) -> dict[str, Chosen]:
    """Tell a quantity called Jumlah from an amount called Jumlah: one times price is it."""
    if not {"quantity", "amount", "unit_price"} <= set(found):
        return found
    quantity, amount = found["quantity"], found["amount"]
    price = found["unit_price"]
    straight = _products(rows, quantity.at, price.at, amount.at)
    crossed = _products(rows, amount.at, price.at, quantity.at)
    swapped = _products(rows, quantity.at, amount.at, price.at)
    if crossed > straight and crossed >= swapped:
        return {**found, "quantity": amount, "amount": quantity}
    if swapped > straight:
        return {**found, "unit_price": amount, "amount": price}
    return found


def _products(rows: Sequence[Sequence[str]], one: int, other: int, whole: int) -> int:
    """Count rows in which one column times another is the third, in either style."""
    return max(
        sum(_fits(cells, (one, other, whole), style) for cells in rows)
        for style in (COMMA, POINT)
    )


def _fits(cells: Sequence[str], at: tuple[int, int, int], style: str) -> bool:
    if max(at) >= len(cells):
        return False
    try:
        one, other, whole = (number_of(cells[place], style) for place in at)
    except NoNumber:
        return False
    return one * other == whole and one != 0 and other not in {0, 1} and one != 1
