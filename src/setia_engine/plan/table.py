"""Tables: a rate, or an amount per unit, that depends on what a line is.

By the product, its category, brand or supplier, the channel, or the tier of the credited
party on the day of the line; ``otherwise`` holds for any other value and for none.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from setia_engine.plan.base import Allowed, Amount, Part, Share, Text, refuse

By = Literal["product", "category", "brand", "supplier", "channel", "tier"]


def _text_keys(value: object) -> object:
    if not isinstance(value, dict):
        return value
    texts = {str(key).strip(): item for key, item in value.items()}
    if len(texts) < len(value):
        raise refuse("each value once, blanks around it left out", "repeated")
    return texts


_TABLE: tuple[Any, ...] = (
    Field(
        description="Value of `by`: what it pays",
        min_length=1,
        json_schema_extra={"propertyNames": {"pattern": r"\S"}},
    ),
    BeforeValidator(_text_keys),
    Allowed("a mapping of values, such as {A: …, B: …}"),
)


class RateTable(Part):
    """A rate that depends on what the line is, or on the tier of the credited party."""

    by: Annotated[By, Field(description="What the values are values of")]
    values: Annotated[dict[Text, Share], *_TABLE]
    otherwise: Annotated[Share, Field(description="For any other value")] = Decimal(0)


class AmountTable(Part):
    """An amount per unit that depends on what the line is, or on the party's tier."""

    by: Annotated[By, Field(description="What the values are values of")]
    values: Annotated[dict[Text, Amount], *_TABLE]
    otherwise: Annotated[Amount, Field(description="For any other value")] = Decimal(0)


def _kind_of_rate(value: object) -> str:
    return "RateTable" if isinstance(value, dict | RateTable) else "rate"


def _kind_of_amount(value: object) -> str:
    return "AmountTable" if isinstance(value, dict | AmountTable) else "amount"


Rate = Annotated[
    Annotated[Share, Tag("rate")] | Annotated[RateTable, Tag("RateTable")],
    Discriminator(_kind_of_rate),
]
PerUnit = Annotated[
    Annotated[Amount, Tag("amount")] | Annotated[AmountTable, Tag("AmountTable")],
    Discriminator(_kind_of_amount),
]
