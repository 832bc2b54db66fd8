"""Whether the form can show a value and give it back as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from setia.office.programs.builder.spelling import spelt
from setia.programs.form.shapes import Fixed, Kinds, Line, Many, Part, Rows, Shape, Table

NAME = Line("", "text")


def fits(shape: Shape, value: object) -> bool:
    """Say whether a value is one that this shape can carry; what is not, is kept aside."""
    check = FITTING.get(type(shape))
    return check is not None and check(shape, value)


def _line(line: Line, value: object) -> bool:
    return spelt(line, value) is not None


def _many(many: Many, value: object) -> bool:
    items = value if isinstance(value, list) else [value]
    return all(spelt(many.of, one) is not None for one in items)


def _rows(_: Rows, value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _table(table: Table, value: object) -> bool:
    return isinstance(value, dict) and all(
        spelt(NAME, key) is not None and spelt(table.of, one) is not None
        for key, one in value.items()
    )


def _part(_: Part, value: object) -> bool:
    return isinstance(value, dict)


def _kinds(kinds: Kinds, value: object) -> bool:
    return any(fits(option, value) for option in kinds.options)


FITTING: dict[type, Callable[[Any, object], bool]] = {
    Fixed: lambda *_: True,
    Line: _line,
    Many: _many,
    Rows: _rows,
    Table: _table,
    Part: _part,
    Kinds: _kinds,
}
