"""Days and times as people write them: 5 Agt 2026, 05/08/26, 2026-08-05T14:03:00+07:00.

Whether 01/02 is in January or February is decided for a column, never for a cell.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from setia.intake.reading.marks import MOMENT, NUMBER

DAY_FIRST, MONTH_FIRST = "day", "month"
ORDERS = (DAY_FIRST, MONTH_FIRST)
SERIALS = {"1900": date(1899, 12, 30), "1904": date(1904, 1, 1)}
PLAIN_LENGTHS = frozenset({10, 16, 19})
SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?")
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari feb february peb pebruari",
            "maret mar march mrt",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agu agt ags aug august agus",
            "september sep sept",
            "oktober okt oct october",
            "november nov nop nopember",
            "desember des dec december",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAY = re.compile(
    r"^(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|mon|tue|wed|thu|fri|sat|sun)"
    r"[a-z]*[,\s]+",
    re.IGNORECASE,
)
CLOCK = re.compile(
    r"(?:[T\s,]+|\s+(?:jam|pukul)\s+)(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,6})\d*)?)?"
    r"\s*(am|pm)?\s*(z|wib|wita|wit|utc|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
ZONES = {"z": 0, "utc": 0, "wib": 7, "wita": 8, "wit": 9}
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{4})(\d{2})(\d{2})")
NUMBERS = re.compile(r"(\d{1,2})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{4}|\d{2})")
NAMED = re.compile(
    r"(\d{1,2})[\s.\-/]*([a-z]{3,10})\.?[\s.\-/,]*(\d{4}|\d{2})", re.IGNORECASE
)
NAMED_FIRST = re.compile(
    r"([a-z]{3,10})\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s*(\d{4})", re.IGNORECASE
)


class NoDay(ValueError):
    """A cell that is no day; ``impossible`` where it looks like one that does not exist."""

    def __init__(self, cell: str, *, impossible: bool = False) -> None:
        super().__init__(cell)
        self.impossible = impossible


def moment_of(cell: str, order: str, serial: str, zone: ZoneInfo) -> datetime:
    """Return the moment of a cell, in UTC; a day alone begins at its midnight.

    Raises:
        NoDay: It is none.
    """
    text = cell.strip()
    if text[4:5] == "-" == text[7:8] and len(text) in PLAIN_LENGTHS:
        return _plain(text, zone)
    if text.startswith(NUMBER) or SERIAL.fullmatch(text):
        return _of_serial(text.removeprefix(NUMBER), serial, zone)
    text = WEEKDAY.sub("", text.removeprefix(MOMENT)).strip()
    clock = CLOCK.search(text)
    day = _day(text[: clock.start()].strip() if clock else text, order)
    if clock is None:
        return datetime.combine(day, time.min, zone).astimezone(UTC)
    return _at(day, clock, zone)


def _plain(text: str, zone: ZoneInfo) -> datetime:
    """Read 2026-08-05 and 2026-08-05 14:03:00 by the library, as programs write them."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)
    except ValueError as error:
        raise NoDay(text, impossible=True) from error


def proves(cell: str) -> str | None:
    """Return the order that a cell proves: 13/02 has the day first."""
    found = _two_numbers(cell)
    if found is None:
        return None
    first, second = found
    if first > 12 >= second:
        return DAY_FIRST
    return MONTH_FIRST if second > 12 >= first else None


def is_ambiguous(cell: str) -> bool:
    """Tell whether a cell means two different days in the two orders."""
    found = _two_numbers(cell)
    return found is not None and max(found) <= 12 and found[0] != found[1]


def is_serial(cell: str) -> bool:
    """Tell whether a cell counts days, as a spreadsheet does inside."""
    text = cell.strip()
    return bool(SERIAL.fullmatch(text.removeprefix(NUMBER)))


def _two_numbers(cell: str) -> tuple[int, int] | None:
    if cell[4:5] == "-":
        return None
    text = WEEKDAY.sub("", cell.strip())
    if cell.startswith((MOMENT, NUMBER)) or YEAR_FIRST.match(text):
        return None
    clock = CLOCK.search(text)
    found = NUMBERS.fullmatch(text[: clock.start()].strip() if clock else text)
    return (int(found[1]), int(found[2])) if found else None


def _of_serial(text: str, serial: str, zone: ZoneInfo) -> datetime:
    try:
        days = float(text)
    except ValueError as error:
        raise NoDay(text) from error
    if not 1 <= days < 100_000 or serial not in SERIALS:
        raise NoDay(text)
    start = datetime.combine(SERIALS[serial], time.min)
    # A spreadsheet keeps time as a part of a day; whole seconds undo its rounding.
    moment = start + timedelta(seconds=round(days * 86_400))
    return moment.replace(tzinfo=zone).astimezone(UTC)


def _day(text: str, order: str) -> date:
    if found := YEAR_FIRST.fullmatch(text):
        year, month, day = (part for part in found.groups() if part)
        return _made(text, int(year), int(month), int(day))
    if found := NUMBERS.fullmatch(text):
        first, second, year = found.groups()
        day, month = (first, second) if order == DAY_FIRST else (second, first)
        return _made(text, _year(year), int(month), int(day))
    if found := NAMED.fullmatch(text):
        day, name, year = found.groups()
    elif found := NAMED_FIRST.fullmatch(text):
        name, day, year = found.groups()
    else:
        raise NoDay(text)
    if name.lower() not in MONTHS:
        raise NoDay(text)
    return _made(text, _year(year), MONTHS[name.lower()], int(day))


def _year(text: str) -> int:
    """Read two digits as a year of this century."""
    return int(text) if len(text) == 4 else 2000 + int(text)


def _made(text: str, year: int, month: int, day: int) -> date:
    if not 1900 <= year <= 2200:
        raise NoDay(text, impossible=True)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NoDay(text, impossible=True) from error


def _at(day: date, clock: re.Match[str], zone: ZoneInfo) -> datetime:
    hour, minute, second, fraction, half, offset = clock.groups()
    hours = int(hour)
    if half:
        hours = hours % 12 + (12 if half.lower() == "pm" else 0)
    micro = int((fraction or "0").ljust(6, "0"))
    try:
        local = time(hours, int(minute), int(second or 0), micro)
    except ValueError as error:
        raise NoDay(clock.string, impossible=True) from error
    moment = datetime.combine(day, local)
    if offset is None:
        return moment.replace(tzinfo=zone).astimezone(UTC)
    return (moment - _offset(offset)).replace(tzinfo=UTC)


def _offset(text: str) -> timedelta:
    if text.lower() in ZONES:
        return timedelta(hours=ZONES[text.lower()])
    digits = text[1:].replace(":", "")
    apart = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -apart if text.startswith("-") else apart
