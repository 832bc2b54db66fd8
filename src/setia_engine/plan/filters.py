"""Filters: which party is eligible, which sale lines are in scope.

A filter maps an attribute to one value or a list, any of which matches; all attributes
must match. A missing value matches nothing, and so is kept by ``not``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from setia_engine.plan.base import SCALAR, Allowed, Part, Text, WholeFromZero

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _as_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


_ONE_OR_MORE = {"anyOf": [SCALAR, {"type": "array", "minItems": 1, "items": SCALAR}]}
_ONE_OR_MORE_DAYS = {
    "anyOf": [
        {"enum": list(WEEKDAYS)},
        {"type": "array", "minItems": 1, "items": {"enum": list(WEEKDAYS)}},
    ]
}
Values = Annotated[
    tuple[Text, ...],
    Field(min_length=1),
    BeforeValidator(_as_list),
    WithJsonSchema(_ONE_OR_MORE),
    Allowed("one value, or a list of values"),
]
Weekdays = Annotated[
    tuple[Weekday, ...],
    Field(min_length=1),
    BeforeValidator(_as_list),
    WithJsonSchema(_ONE_OR_MORE_DAYS),
    Allowed("one weekday, or a list of weekdays"),
]


class Filter(Part):
    """What every filter can do: hold attributes against values."""

    def wanted(self) -> dict[str, tuple[str, ...]]:
        """Return the attributes that are compared as text, with the values allowed."""
        return {
            name: value
            for name, value in self
            if isinstance(value, tuple) and name in type(self).model_fields
        }

    @property
    def excluded(self) -> Filter | None:
        """The filter whose matches are left out, if there is one."""
        return None

    def matches(self, attributes: Mapping[str, Any]) -> bool:
        """Say whether something with these attributes passes.

        A text attribute that is missing matches nothing; ``age`` is the number of days
        since the credited party joined.
        """
        for name, values in self.wanted().items():
            value = attributes.get(name)
            if value is None or value.strip() not in values:
                return False
        return self._young_enough(attributes) and not (
            self.excluded is not None and self.excluded.matches(attributes)
        )

    def _young_enough(self, attributes: Mapping[str, Any]) -> bool:
        limit = getattr(self, "joined_within", None)
        if limit is None:
            return True
        age = attributes.get("age")
        return age is not None and 0 <= age <= limit

    def attributes(self) -> frozenset[str]:
        """Return the names of all attributes that this filter looks at, at any depth."""
        names = set(self.wanted())
        if getattr(self, "joined_within", None) is not None:
            names.add("age")
        if self.excluded is not None:
            names |= self.excluded.attributes()
        return frozenset(names)


class Eligible(Filter):
    """Whose sales count: a filter on the credited party."""

    party: Annotated[Values | None, Field(description="Party ids")] = None
    role: Annotated[Values | None, Field(description="reseller, distributor, outlet …")] = (
        None
    )
    tier: Annotated[Values | None, Field(description="Tier on the window's last day")] = (
        None
    )
    category: Annotated[Values | None, Field(description="Category of the party")] = None
    territory: Annotated[Values | None, Field(description="Territory of the party")] = None
    leave_out: Annotated[
        Eligible | None, Field(alias="not", description="Whom to leave out")
    ] = None

    @property
    def excluded(self) -> Eligible | None:
        return self.leave_out


class Scope(Filter):
    """Which sale lines count."""

    product: Annotated[Values | None, Field(description="Product ids")] = None
    category: Annotated[Values | None, Field(description="Product categories")] = None
    brand: Annotated[Values | None, Field(description="Brands")] = None
    supplier: Annotated[Values | None, Field(description="Supplier ids")] = None
    channel: Annotated[Values | None, Field(description="shop, marketplace, chat …")] = None
    weekday: Annotated[Weekdays | None, Field(description="Local weekdays")] = None
    buyer_role: Annotated[Values | None, Field(description="Role of the buyer")] = None
    buyer_tier: Annotated[
        Values | None, Field(description="Tier of the buyer that day")
    ] = None
    seller: Annotated[Values | None, Field(description="Seller ids")] = None
    buyer: Annotated[Values | None, Field(description="Buyer ids")] = None
    joined_within: Annotated[
        WholeFromZero | None,
        Field(description="Days since the credited party joined, at most"),
    ] = None
    leave_out: Annotated[
        Scope | None, Field(alias="not", description="Which lines to leave out")
    ] = None

    @property
    def excluded(self) -> Scope | None:
        return self.leave_out
