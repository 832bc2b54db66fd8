"""Buttons of the builder that change the form and not the books: a row more, a row less."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

CHOSEN = re.compile(r":(?:kind|one)$")
ROW = re.compile(r"(?P<list>.+)\[(?P<number>\d{1,4})\]$")
Fields = dict[str, list[str]]


def acted(fields: Mapping[str, Sequence[str]], act: str) -> Fields:
    """Return the fields as they are after a button: ``add:…``, ``remove:…``, ``here:…``."""
    after = {name: list(values) for name, values in fields.items()}
    verb, _, name = act.partition(":")
    if not name:
        return after
    if verb == "add":
        return _with_a_row(after, name)
    if verb == "remove" and (row := ROW.match(name)):
        return _without_row(after, row["list"], int(row["number"]))
    if verb == "here":
        return after | {f"{name}:here": ["1"]}
    if verb == "gone":
        return {one: values for one, values in after.items() if not _is_within(one, name)}
    return after


def place_after(act: str, fields: Mapping[str, Sequence[str]]) -> str:
    """Return the place to which the person is taken after a button."""
    verb, _, name = act.partition(":")
    if verb == "add":
        return f"{name}[{_count(fields, name) - 1}]"
    row = ROW.match(name)
    if verb == "remove" and row:
        last = _count(fields, row["list"]) - 1
        return (
            f"{row['list']}[{min(int(row['number']), last)}]" if last >= 0 else row["list"]
        )
    return name


def _count(fields: Mapping[str, Sequence[str]], name: str) -> int:
    number = 0
    while f"{name}[{number}]:here" in fields:
        number += 1
    return number


def _with_a_row(fields: Fields, name: str) -> Fields:
    """Add a row of the same kinds as the one above it."""
    number = _count(fields, name)
    above = f"{name}[{number - 1}]"
    kinds = {
        f"{name}[{number}]{one.removeprefix(above)}": values
        for one, values in fields.items()
        if _is_within(one, above) and CHOSEN.search(one)
    }
    return fields | kinds | {f"{name}[{number}]:here": ["1"]}


def _without_row(fields: Fields, name: str, number: int) -> Fields:
    """Leave a row out and move those below it up."""
    kept: Fields = {}
    for one, values in fields.items():
        found = re.match(rf"{re.escape(name)}\[(\d{{1,4}})\](?=[.:\[])", one)
        if found is None or int(found[1]) < number:
            kept[one] = values
        elif int(found[1]) > number:
            kept[f"{name}[{int(found[1]) - 1}]{one[found.end() :]}"] = values
    return kept


def _is_within(one: str, name: str) -> bool:
    return one.startswith((f"{name}.", f"{name}:", f"{name}["))
