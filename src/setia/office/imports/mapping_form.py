"""How a file is read, between the page's fields and the mapping that is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dictionary
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from setia.core.errors import Problem, Refused
from setia.intake.cells import day, number
from setia.intake.columns.column import Column, Kind
from setia.intake.columns.every import COLUMNS
from setia.intake.guess.heads import chosen_heads
from setia.intake.guess.layout import first_rows, heads_of, lowest_heads
from setia.intake.guess.mapping import Chosen, Mapping
from setia.intake.guess.questions import answered
from setia.intake.models import Batch
from setia.intake.reading.no_table import NoTable
from setia.intake.reading.row import Reading
from setia.intake.uploads import path_of

ENCODINGS = ("utf-8", "cp1252", "utf-16-le", "utf-16-be")
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "stroke": "|"}
MOST_CONSTANT = 64
ANSWER = "answer:"
SHEET = f"{ANSWER}question.sheet:"


def mapping_from(batch: Batch, posted: Dictionary[str, str], zone: str) -> dict[str, Any]:
    """Return the mapping that the page's fields say.

    Where the table is found otherwise than before, the columns are guessed anew.

    Raises:
        Refused: The file is no table when it is read so.
    """
    before = Mapping(batch.kind, Reading(), {}, zone)
    reading = _reading(posted)
    if is_found_otherwise(posted):
        is_chosen = _is_sheet_chosen(posted)
        return _guessed_anew(
            batch, replace(before, reading=reading, sheet_chosen=is_chosen)
        ).as_json()
    columns = {
        one.name: chosen
        for one in COLUMNS[batch.kind]
        if (chosen := _chosen(one, posted)) is not None
    }
    mapping = replace(
        before,
        reading=reading,
        columns=columns,
        hidden=posted.get("hidden", ""),
        sheet_chosen=_is_sheet_chosen(posted),
    )
    for name, value in posted.items():
        if name.startswith(ANSWER):
            _, code, column = name.split(":", 2)
            mapping = answered(mapping, code, column, value)
    return mapping.as_json()


def is_found_otherwise(posted: Dictionary[str, str]) -> bool:
    """Tell whether the table is now looked for elsewhere than on the page that was seen."""
    return posted.get("found") != _spelt(_reading(posted))


def _is_sheet_chosen(posted: Dictionary[str, str]) -> bool:
    """Tell whether somebody answered which sheet it is, now or before."""
    return posted.get("sheet_chosen") == "1" or SHEET in posted


def _reading(posted: Dictionary[str, str]) -> Reading:
    header = tuple(int(text) for text in re.findall(r"\d{1,6}", posted.get("header", "")))
    delimiter = DELIMITERS.get(posted.get("delimiter", ""), ",")
    encoding = posted.get("encoding", "utf-8")
    return Reading(
        "xlsx" if posted.get("form") == "xlsx" else "csv",
        encoding if encoding in ENCODINGS else "utf-8",
        delimiter,
        posted.get(SHEET) or posted.get("sheet", ""),
        tuple(sorted({one for one in header if one > 0}))[:3],
    )


def _spelt(reading: Reading) -> str:
    header = "-".join(str(one) for one in reading.header)
    return "|".join(
        (reading.form, reading.encoding, repr(reading.delimiter), reading.sheet, header)
    )


def _guessed_anew(batch: Batch, mapping: Mapping) -> Mapping:
    try:
        rows = first_rows(path_of(batch.stored_as), mapping.reading)
        heads = heads_of(rows, mapping.reading)
    except NoTable as error:
        raise Refused([Problem(error.code, "file", error.params)]) from error
    reading = mapping.reading
    below = [row.cells for row in rows if row.number > reading.last_head]
    lowest = lowest_heads(rows, reading)
    columns = chosen_heads(COLUMNS[batch.kind], heads, below, lowest)
    return replace(mapping, columns=columns)


def _chosen(one: Column, posted: Dictionary[str, str]) -> Chosen | None:
    at = posted.get(f"at:{one.name}", "")
    constant = posted.get(f"constant:{one.name}", "").strip()[:MOST_CONSTANT]
    if not at.isdecimal():
        return Chosen(constant=constant) if constant else None
    style = posted.get(f"style:{one.name}", "")
    order = posted.get(f"order:{one.name}", "")
    serial = posted.get(f"serial:{one.name}", "")
    return Chosen(
        at=int(at[:4]),
        style=style if style in number.STYLES else "",
        order=order if order in day.ORDERS else "",
        serial=serial if serial in day.SERIALS else "",
    )


def fields_of(mapping: Mapping, sheets: tuple[str, ...]) -> dict[str, Any]:
    """Return the settings of a reading as the page's fields hold them."""
    reading = mapping.reading
    delimiter = next(
        (n for n, sign in DELIMITERS.items() if sign == reading.delimiter), "comma"
    )
    return {
        "form": reading.form,
        "encoding": reading.encoding,
        "encodings": ENCODINGS,
        "delimiter": delimiter,
        "sheet": reading.sheet,
        "sheets": sheets,
        "header": "-".join(str(one) for one in reading.header),
        "found": _spelt(reading),
        "hidden": mapping.hidden,
        "sheet_chosen": mapping.sheet_chosen,
    }


def targets_of(mapping: Mapping) -> list[dict[str, Any]]:
    """Return what a file may bring, each with the column chosen for it."""
    return [
        {
            "column": one,
            "chosen": mapping.columns.get(one.name),
            "is_day": one.kind in {Kind.MOMENT, Kind.DAY},
            "is_number": one.kind in {Kind.MONEY, Kind.QUANTITY},
            "takes_constant": one.name in {"seller", "buyer", "channel", "role"},
        }
        for one in COLUMNS[mapping.kind]
    ]


def local(value: Any, zone: str) -> Any:  # noqa: ANN401 - whatever a column holds
    """Bring a moment to the business's clock."""
    return value.astimezone(ZoneInfo(zone)) if hasattr(value, "astimezone") else value
