"""What was filled in: the fields of a form, read along the shapes of the language.

A field is named by its place, ``0.reward.tiers[1].from``: the number of the plan, then the
path as problems tell it. Beside the fields stand marks: ``:here`` for a row or a part that is
there, ``:kind`` and ``:one`` for what was chosen, ``:kept`` and ``:rest`` for what no field
can show.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from setia.office.programs.builder.spelling import default_of, meant
from setia.programs.form.shapes import (
    Fixed,
    Group,
    Kinds,
    Language,
    Line,
    Many,
    Part,
    Rows,
    Shape,
    Table,
)

MOST_ROWS = 400
ABSENT = object()
"""Nothing was filled in; the key is left out of the document."""
Fields = Mapping[str, Sequence[str]]


def stands_always(group: Group, of: Group) -> bool:
    """Say whether a part of a plan is always on the page, since all of it may be left out."""
    return of.name == "Plan" and not group.required


class Filled:
    """The fields of a form as they were sent."""

    def __init__(self, fields: Fields, language: Language) -> None:
        self._fields = fields
        self._language = language

    def plan(self, number: int) -> dict[str, Any]:
        """Return one plan of the form, with its empty rows and fields still in it."""
        return self._group(self._language.group("Plan"), str(number))

    def _first(self, name: str) -> str:
        values = self._fields.get(name) or [""]
        return values[0]

    def _value(self, shape: Shape, name: str, *, needed: bool) -> object:
        if f"{name}:kept" in self._fields:
            return _kept(self._first(f"{name}:kept"))
        read = READING.get(type(shape))
        return ABSENT if read is None else read(self, shape, name, needed)

    def _listed(self, rows: Rows, name: str, *, needed: bool) -> object:
        group = self._language.group(rows.of)
        found = [self._group(group, row) for row in self._rows(name)]
        return found if found or needed else ABSENT

    def _line(self, line: Line, name: str, *, needed: bool) -> object:
        typed = self._first(name)
        if not typed.strip():
            return "" if needed else ABSENT
        value = meant(line, typed)
        return ABSENT if not needed and value == default_of(line) else value

    def _many(self, many: Many, name: str) -> object:
        typed = [one for one in self._fields.get(name, ()) if one.strip()]
        values = [meant(many.of, one) for one in typed]
        return (values[0] if len(values) == 1 else values) if values else ABSENT

    def _rows(self, name: str) -> list[str]:
        rows: list[str] = []
        while f"{name}[{len(rows)}]:here" in self._fields and len(rows) < MOST_ROWS:
            rows.append(f"{name}[{len(rows)}]")
        return rows

    def _table(self, table: Table, name: str) -> dict[str, object]:
        """Read a table; a name that stands twice gets a blank, which the language refuses."""
        found: dict[str, object] = {}
        for row in self._rows(name):
            key = self._first(f"{row}.key").strip()
            while key in found:
                key += " "
            found[key] = self._line(table.of, f"{row}.value", needed=True)
        return found

    def _kind(self, kinds: Kinds, name: str, *, needed: bool) -> object:
        chosen = self._first(f"{name}:kind")
        if chosen.startswith("="):
            value = chosen[1:]
            return ABSENT if not needed and value == kinds.default else value
        for option in kinds.options:
            if isinstance(option, Part) and option.of == chosen:
                return self._group(self._language.group(option.of), name)
        plain = next((one for one in kinds.options if not isinstance(one, Part)), None)
        if plain is None or (isinstance(plain, Line) and plain.choices):
            return ABSENT
        return self._value(plain, name, needed=needed)

    def _group(self, group: Group, name: str) -> dict[str, Any]:
        chosen = self._first(f"{name}:one") if group.one_of else ""
        found: dict[str, Any] = {}
        for key, shape in group.fields.items():
            if key in group.one_of and key != chosen:
                continue
            inner = f"{name}.{key}"
            needed = key in group.required or key == chosen
            if (
                isinstance(shape, Part)
                and not needed
                and not self._is_there(shape, group, inner)
            ):
                continue
            value = self._value(shape, inner, needed=needed)
            left_out = value == {} and not needed and f"{inner}:here" not in self._fields
            if value is not ABSENT and not left_out:
                found[key] = value
        rest = _kept(self._first(f"{name}:rest"))
        return found | rest if isinstance(rest, dict) else found

    def _is_there(self, part: Part, group: Group, name: str) -> bool:
        always = stands_always(self._language.group(part.of), group)
        return always or f"{name}:here" in self._fields or f"{name}:kept" in self._fields


READING: dict[type, Callable[[Filled, Any, str, bool], object]] = {
    Fixed: lambda _, shape, *__: shape.value,
    Line: lambda form, shape, name, needed: form._line(shape, name, needed=needed),  # noqa: SLF001 - its own table
    Many: lambda form, shape, name, _: form._many(shape, name),  # noqa: SLF001
    Rows: lambda form, shape, name, needed: form._listed(shape, name, needed=needed),  # noqa: SLF001
    Table: lambda form, shape, name, _: form._table(shape, name),  # noqa: SLF001
    Part: lambda form, shape, name, _: form._group(form._language.group(shape.of), name),  # noqa: SLF001
    Kinds: lambda form, shape, name, needed: form._kind(shape, name, needed=needed),  # noqa: SLF001
}
"""How each shape is read; what no field can show is only ever kept."""


def document_of(draft: Mapping[str, Any]) -> dict[str, Any]:
    """Return a plan as a document: what was filled in of it."""
    return {key: without_blanks(value) for key, value in draft.items()}


def without_blanks(value: object) -> object:
    """Leave out what was not filled in at the end of lists, and parts with nothing in them."""
    if isinstance(value, list):
        items = [without_blanks(one) for one in value]
        while items and is_blank(items[-1]):
            items.pop()
        return items
    if isinstance(value, dict):
        return {
            key: without_blanks(one)
            for key, one in value.items()
            if str(key).strip() or not is_blank(one)
        }
    return value


def is_blank(value: object) -> bool:
    """Say whether nothing at all was filled in."""
    if isinstance(value, dict):
        return all(is_blank(one) for one in value.values())
    if isinstance(value, list):
        return all(is_blank(one) for one in value)
    return value == ""


def _kept(text: str) -> object:
    try:
        return json.loads(text, parse_float=Decimal) if text else ABSENT
    except (ValueError, RecursionError):
        return ABSENT
