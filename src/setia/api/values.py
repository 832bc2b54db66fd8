"""Money, quantities, moments and days as they cross the wire."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

MONEY = r"^-?[0-9]{1,16}(\.[0-9]{1,2})?$"
QUANTITY = r"^-?[0-9]{1,15}(\.[0-9]{1,3})?$"
MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$"


def _counted(value: object, pattern: str, places: int, code: str) -> int:
    """Return a number in its smallest unit; a fraction comes as text, never as a float."""
    whole = isinstance(value, Decimal) and value == value.to_integral_value()
    if isinstance(value, int) and not isinstance(value, bool):
        text = str(value) if abs(value) < 10**18 else ""
    elif whole and abs(Decimal(str(value))) < 10**18:
        text = str(int(Decimal(str(value))))
    else:
        text = value if isinstance(value, str) else ""
    if not re.fullmatch(pattern.strip("^$"), text):
        raise PydanticCustomError(code, "wrong form")
    whole_part, _, rest = text.lstrip("-").partition(".")
    counted = int(whole_part + rest.ljust(places, "0"))
    return -counted if text.startswith("-") else counted


def _minor(value: object) -> int:
    return _counted(value, MONEY, 2, "money")


def _milli(value: object) -> int:
    return _counted(value, QUANTITY, 3, "quantity")


def _moment(value: object) -> datetime:
    text = value.upper() if isinstance(value, str) and MOMENT.fullmatch(value) else ""
    try:
        read = datetime.fromisoformat(text)
        read.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise PydanticCustomError("moment", "wrong form") from error
    return read


def _day(value: object) -> date:
    text = value if isinstance(value, str) and DAY.fullmatch(value) else ""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise PydanticCustomError("day", "wrong form") from error


def _month(value: object) -> date:
    text = value if isinstance(value, str) and re.fullmatch(MONTH[1:-1], value) else ""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise PydanticCustomError("month", "wrong form") from error


def _schema(pattern: str, example: str, most: int) -> dict[str, Any]:
    text = {"type": "string", "pattern": pattern, "examples": [example]}
    number = {"type": "integer", "minimum": -most, "maximum": most}
    return {"anyOf": [text, number]}


Minor = Annotated[
    int,
    BeforeValidator(_minor),
    WithJsonSchema(_schema(MONEY, "25000.00", 10**16 - 1)),
]
"""An amount of rupiah coming in, kept in sen."""
Milli = Annotated[
    int,
    BeforeValidator(_milli),
    WithJsonSchema(_schema(QUANTITY, "1.500", 10**15 - 1)),
]
"""A quantity coming in, kept in thousandths."""
Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    WithJsonSchema(
        {
            "type": "string",
            "format": "date-time",
            "examples": ["2026-11-10T12:00:00+07:00"],
        }
    ),
]
"""A moment coming in; it must tell its offset."""
Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-11-10"]}),
]
"""A day coming in."""
Month = Annotated[
    date,
    BeforeValidator(_month),
    WithJsonSchema({"type": "string", "pattern": MONTH, "examples": ["2026-10"]}),
]
"""A month coming in, as its first day."""
Code = Annotated[str, StringConstraints(min_length=1, max_length=64)]


def money(minor: int) -> str:
    """Write sen as rupiah with two decimals."""
    return _written(minor, 2)


def quantity(milli: int) -> str:
    """Write thousandths with three decimals."""
    return _written(milli, 3)


def _written(count: int, places: int) -> str:
    text = str(abs(count)).rjust(places + 1, "0")
    sign = "-" if count < 0 else ""
    return f"{sign}{text[:-places]}.{text[-places:]}"
