"""Clean one column: each distinct cell once, then back to the rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa

from setia.intake.cells.day import DAY_FIRST, NoDay, moment_of
from setia.intake.cells.number import (
    COMMA,
    NoNumber,
    is_foreign,
    number_of,
    scaled,
    styles_of,
)
from setia.intake.cells.text import SpoiledId, id_of, word_of
from setia.intake.columns.column import Column, Kind
from setia.intake.guess.mapping import Chosen
from setia.intake.reading.marks import ERROR, FORMULA, shown
from setia.sales.drafts import MOST

PLACES = {Kind.MONEY: 2, Kind.QUANTITY: 3}


@dataclass(frozen=True)
class Wrong:
    """Why a cell cannot be what its column asks for."""

    code: str
    params: dict[str, Any]


Cleaner = Callable[[str], Any]


def clean_column(
    cells: Sequence[str], one: Column, chosen: Chosen, zone: ZoneInfo
) -> list[Any]:
    """Return the value of each cell, None where it is blank, or what is ``Wrong`` with it."""
    encoded = pa.array(cells, pa.string()).dictionary_encode()
    clean = cleaner(one, chosen, zone)
    values = [_cleaned(cell, clean) for cell in encoded.dictionary.to_pylist()]
    return [values[index] for index in encoded.indices.to_numpy()]


def cleaner(one: Column, chosen: Chosen, zone: ZoneInfo) -> Cleaner:
    """Return what cleans a cell of a column."""
    match one.kind:
        case Kind.ID:
            return lambda cell: _text(id_of(cell), one.most)
        case Kind.WORD:
            return lambda cell: _text(word_of(cell), one.most)
        case Kind.MONEY | Kind.QUANTITY:
            return lambda cell: _figure(cell, chosen.style, PLACES[one.kind])
        case Kind.WHOLE:
            return lambda cell: _whole(cell, chosen.style)
        case Kind.MOMENT:
            return lambda cell: _moment(cell, chosen, zone)
        case Kind.DAY:
            return lambda cell: _moment(cell, chosen, zone).astimezone(zone).date()
        case Kind.CHOICE:
            return lambda cell: _choice(cell, one)


class CellWrong(ValueError):
    """A cell that its column cannot take."""

    def __init__(self, code: str, **params: Any) -> None:  # noqa: ANN401 - of a sentence
        super().__init__(code)
        self.wrong = Wrong(code, params)


def _cleaned(cell: str, clean: Cleaner) -> Any:  # noqa: ANN401 - of any kind
    if not cell or cell.isspace():
        return None
    seen = shown(cell)[:120]
    if cell.startswith(FORMULA):
        return Wrong("cell.formula", {})
    if cell.startswith(ERROR):
        return Wrong("cell.error", {"value": seen})
    try:
        return clean(cell)
    except CellWrong as error:
        return Wrong(error.wrong.code, {"value": seen, **error.wrong.params})
    except SpoiledId:
        return Wrong("cell.id_spoiled", {"value": seen})
    except NoDay as error:
        code = "cell.no_such_day" if error.impossible else "cell.no_date"
        return Wrong(code, {"value": seen})
    except NoNumber:
        return Wrong(_why_no_number(cell), {"value": seen})


def _why_no_number(cell: str) -> str:
    if styles_of(cell):
        return "cell.two_styles"
    return "cell.other_currency" if is_foreign(cell) else "cell.no_number"


def _text(text: str, most: int) -> str | None:
    if len(text) > most:
        raise CellWrong("cell.too_long", most=most)
    return text or None


def _figure(cell: str, style: str, places: int) -> int:
    if cell.isascii() and cell.isdigit() and len(cell) < 15:
        whole: int = int(cell) * 10**places
        return whole
    # A column in which no cell had two readings reads the same in both styles.
    style = style or next(iter(sorted(styles_of(cell))), COMMA)
    figure = scaled(number_of(cell, style), places)
    if figure is None:
        raise CellWrong("cell.too_many_decimals", places=places)
    if abs(figure) > MOST:
        raise CellWrong("cell.too_large")
    return figure


def _whole(cell: str, style: str) -> int:
    try:
        figure = scaled(number_of(cell, style or COMMA), 0)
    except NoNumber:
        figure = None
    if figure is None or abs(figure) >= 2**31:
        raise CellWrong("cell.whole")
    return figure


def _moment(cell: str, chosen: Chosen, zone: ZoneInfo) -> Any:  # noqa: ANN401 - a moment
    return moment_of(cell, chosen.order or DAY_FIRST, chosen.serial or "1900", zone)


def _choice(cell: str, one: Column) -> str:
    word = word_of(cell).lower()
    for value, words in one.choices:
        if word in words.split("|"):
            return value
    allowed = ", ".join(value for value, _ in one.choices)
    raise CellWrong("cell.unknown_word", allowed=allowed)
