"""What a file proves is settled; what has two readings is asked, never guessed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

from setia.intake.cells import day, number
from setia.intake.cells.day import NoDay, moment_of
from setia.intake.cells.number import NoNumber, number_of
from setia.intake.columns.column import Kind
from setia.intake.columns.every import column
from setia.intake.guess.mapping import Mapping, Option, Question
from setia.intake.guess.survey import Seen, Survey
from setia.intake.reading.marks import shown


def settled(mapping: Mapping, seen: Survey, *, remembered: bool) -> Mapping:
    """Write into a mapping what the cells of the file prove about their spelling.

    The decimal sign is one of the whole file; the order of days is one of a column. Where
    both spellings are proved by different cells, those of the rarer one are refused,
    row by row; cells that fit both are asked about, since such a file was mixed up once.

    What somebody has just chosen for a column stands; what is ``remembered`` from another
    file gives way to what this one shows.
    """
    columns = dict(mapping.columns)
    everywhere = {style for found in seen.columns.values() for style in found.styles}
    for name, found in seen.columns.items():
        chosen = columns[name]
        if _decides(found.styles, found):
            chosen = replace(chosen, style=_most(found.styles))
        elif len(everywhere) == 1 and (remembered or not chosen.style):
            # Whoever wrote one column with a decimal point wrote the others with it too.
            chosen = replace(chosen, style=next(iter(everywhere)))
        if _decides(found.orders, found):
            chosen = replace(chosen, order=_most(found.orders))
        columns[name] = chosen
    return replace(mapping, columns=columns)


def _decides(proofs: dict[str, int], found: Seen) -> bool:
    return len(proofs) == 1 or (len(proofs) > 1 and not found.ambiguous)


def questions_about(mapping: Mapping, seen: Survey) -> Iterator[Question]:
    """Yield what a person must decide before the file can be imported."""
    for name, found in seen.columns.items():
        chosen = mapping.columns[name]
        kind = column(mapping.kind, name).kind
        params = {"header": chosen.header}
        if kind in {Kind.MOMENT, Kind.DAY}:
            if found.ambiguous and not chosen.order:
                options = _day_options(found, mapping.zone)
                yield Question("question.date_order", name, options, params)
            if found.serials and not chosen.serial:
                options = _serial_options(found, mapping.zone)
                yield Question("question.date_serial", name, options, params)
        elif found.ambiguous and not chosen.style:
            yield Question("question.number_style", name, _number_options(found), params)
    if seen.hidden and not mapping.hidden:
        answers = (Option("count"), Option("leave"))
        yield Question("question.hidden_rows", "", answers, {"rows": seen.hidden})


def answered(mapping: Mapping, code: str, name: str, value: str) -> Mapping:
    """Return a mapping with the answer to a question."""
    if code == "question.sheet":
        reading = replace(mapping.reading, sheet=value)
        return replace(mapping, reading=reading, sheet_chosen=bool(value))
    if code == "question.hidden_rows":
        return replace(mapping, hidden=value if value in {"count", "leave"} else "")
    allowed = {
        "question.date_order": ("order", day.ORDERS),
        "question.date_serial": ("serial", tuple(day.SERIALS)),
        "question.number_style": ("style", number.STYLES),
    }
    if code not in allowed or name not in mapping.columns:
        return mapping
    key, values = allowed[code]
    if value not in values:
        return mapping
    chosen = mapping.columns[name]
    match key:
        case "order":
            chosen = replace(chosen, order=value)
        case "serial":
            chosen = replace(chosen, serial=value)
        case _:
            chosen = replace(chosen, style=value)
    return mapping.with_column(name, chosen)


def _most(counts: dict[str, int]) -> str:
    return max(sorted(counts), key=lambda key: counts[key])


def _day_options(found: Seen, zone: str) -> tuple[Option, ...]:
    return tuple(
        Option(
            order,
            tuple((shown(c), _day_of(c, order, "", zone)) for c in found.ambiguous),
        )
        for order in day.ORDERS
    )


def _serial_options(found: Seen, zone: str) -> tuple[Option, ...]:
    return tuple(
        Option(
            serial,
            tuple((shown(c), _day_of(c, "", serial, zone)) for c in found.serials),
        )
        for serial in day.SERIALS
    )


def _day_of(cell: str, order: str, serial: str, zone: str) -> str:
    place = ZoneInfo(zone)
    try:
        moment = moment_of(cell, order or day.DAY_FIRST, serial or "1900", place)
    except NoDay:
        return "?"
    return moment.astimezone(place).date().isoformat()


def _number_options(found: Seen) -> tuple[Option, ...]:
    return tuple(
        Option(style, tuple((shown(c), _number_of(c, style)) for c in found.ambiguous))
        for style in number.STYLES
    )


def _number_of(cell: str, style: str) -> str:
    try:
        return f"{number_of(cell, style):f}"
    except NoNumber:
        return "?"
