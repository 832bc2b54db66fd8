"""What every part of a plan document shares: strictness, exact numbers, percentages.

Numbers arrive as ``int`` or ``Decimal`` (the reader never makes a float). A bare number
and a percentage mean the same: ``0.3`` is ``30%``. Blanks around text mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

PERCENT = re.compile(r"(-?[0-9]{1,15}(?:\.[0-9]{1,4}0{0,2})?)\s*%")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DAYS = re.compile(r"([0-9]{1,4})d")
MOST_DIGITS = 18
LARGEST_WHOLE = 999_999_999
FINEST = Decimal("0.000001")
PERCENT_PATTERN = r"^\s*-?[0-9]{1,15}(\.[0-9]{1,4}0{0,2})?\s*%\s*$"
SHARE_PATTERN = r"^\s*[0-9]{1,15}(\.[0-9]{1,4}0{0,2})?\s*%\s*$"
DATE_PATTERN = (
    r"^(19[0-9]{2}|[2-8][0-9]{3}|9[0-8][0-9]{2}|99[0-8][0-9]|999[0-8])"
    r"-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
)
TOGETHER = "combination"
"""The code of whatever only several keys together can break; ``check`` tells them apart."""


class Part(BaseModel):
    """A part of a plan document: unknown keys are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


def exactly_one(keys: Sequence[str]) -> ConfigDict:
    """Tell the JSON Schema that exactly one of these keys must stand in the part."""
    return ConfigDict(json_schema_extra={"oneOf": [{"required": [key]} for key in keys]})


class Allowed(NamedTuple):
    """What may stand in a place, told where nothing stands there at all."""

    text: str


def refuse(allowed: str, code: str = "value") -> PydanticCustomError:
    """Return the error that says what would have been allowed here."""
    return PydanticCustomError(code, "{allowed}", {"allowed": allowed})


A_NUMBER = Allowed("a number, such as 500000 or 2.5")
A_THRESHOLD = Allowed("a number such as 25000000, or a percentage such as 10%")
A_RATIO = Allowed("a number such as 0.3, or a percentage such as 30%")
A_DATE = Allowed("a date written as 2026-11-30, of the years 1900 to 9998")
SOME_DAYS = Allowed("a number of days written as 30d")
A_WHOLE = Allowed("a whole number of at most nine digits")
A_TEXT = Allowed("text")


def _number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise refuse(A_NUMBER.text, "number")
    number = Decimal(value)
    if not number.is_finite() or abs(number) >= Decimal(10) ** MOST_DIGITS:
        raise refuse(f"a number of at most {MOST_DIGITS} digits before the point", "number")
    return _at_most_six_decimals(number)


def _at_most_six_decimals(number: Decimal) -> Decimal:
    if number and number % FINEST != 0:
        raise refuse("at most six decimals", "decimals")
    return number or Decimal(0)


def _ratio(value: object, allowed: Allowed) -> Decimal:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return _number(value)
    found = PERCENT.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise refuse(allowed.text, "share")
    return _at_most_six_decimals(Decimal(found[1]).scaleb(-2))


def _threshold(value: object) -> Decimal:
    return _ratio(value, A_THRESHOLD)


def _rate(value: object) -> Decimal:
    number = _ratio(value, A_RATIO)
    if number < 0 or (isinstance(value, str) and value.strip().startswith("-")):
        raise refuse("0 or more", "sign")
    return number


def _amount(value: object) -> Decimal:
    number = _number(value)
    if number < 0:
        raise refuse("0 or more", "sign")
    return number


def _positive(value: object) -> Decimal:
    number = _number(value)
    if number <= 0:
        raise refuse("more than 0", "sign")
    return number


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    text = value if isinstance(value, str) else ""
    try:
        if DATE.fullmatch(text) and 1900 <= (day := date.fromisoformat(text)).year < 9999:
            return day
    except ValueError:
        pass
    raise refuse(A_DATE.text, "date")


def _days(value: object) -> int:
    found = DAYS.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise refuse(SOME_DAYS.text, "days")
    return int(found[1])


def _whole(value: object) -> int:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        number = Decimal(value)
        if number.is_finite() and abs(number) <= LARGEST_WHOLE and number % 1 == 0:
            return int(number)
    raise refuse(A_WHOLE.text, "whole")


def _not_negative(number: int) -> int:
    if number < 0:
        raise refuse("0 or more", "sign")
    return number


def _at_least_one(number: int) -> int:
    if number < 1:
        raise refuse("1 or more", "sign")
    return number


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    if not isinstance(value, str) or not value.strip():
        raise refuse(A_TEXT.text, "text")
    return value.strip()


def _own(check: Any, schema: dict[str, Any]) -> tuple[Any, Any]:  # noqa: ANN401 - pydantic's own hooks
    return BeforeValidator(check), WithJsonSchema(schema)


def _whole_from(lowest: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": lowest, "maximum": LARGEST_WHOLE}


_NUMBER = {"type": "number", "exclusiveMinimum": -1e18, "exclusiveMaximum": 1e18}
_NOT_NEGATIVE = {"type": "number", "minimum": 0, "exclusiveMaximum": 1e18}
_POSITIVE = {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1e18}
SCALAR = {"type": ["string", "number", "boolean"], "pattern": r"\S"}

Threshold = Annotated[
    Decimal,
    *_own(_threshold, {"anyOf": [_NUMBER, {"type": "string", "pattern": PERCENT_PATTERN}]}),
    A_THRESHOLD,
    Field(description="A number, or a percentage for growth and margin_rate"),
]
Share = Annotated[
    Decimal,
    *_own(_rate, {"anyOf": [_NOT_NEGATIVE, {"type": "string", "pattern": SHARE_PATTERN}]}),
    A_RATIO,
    Field(description="A share written 30% or 0.3, at most six decimals as a fraction"),
]
Amount = Annotated[
    Decimal, *_own(_amount, _NOT_NEGATIVE), A_NUMBER, Field(description="0 or more")
]
Positive = Annotated[
    Decimal, *_own(_positive, _POSITIVE), A_NUMBER, Field(description="More than 0")
]
Day = Annotated[
    date,
    *_own(_day, {"type": "string", "format": "date", "pattern": DATE_PATTERN}),
    A_DATE,
    Field(description="A local date, written 2026-11-30"),
]
Days = Annotated[
    int,
    *_own(_days, {"type": "string", "pattern": r"^\s*[0-9]{1,4}d\s*$"}),
    SOME_DAYS,
    Field(description="A number of days, written 30d"),
]
Whole = Annotated[int, *_own(_whole, _whole_from(-LARGEST_WHOLE)), A_WHOLE]
WholeFromZero = Annotated[
    int,
    *_own(lambda value: _not_negative(_whole(value)), _whole_from(0)),
    A_WHOLE,
]
WholeFromOne = Annotated[
    int,
    *_own(lambda value: _at_least_one(_whole(value)), _whole_from(1)),
    A_WHOLE,
]
Text = Annotated[str, *_own(_text, SCALAR), A_TEXT, Field(description="Text")]
