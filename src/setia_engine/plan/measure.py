"""What is counted, and what a condition asks of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from setia_engine.plan.base import TOGETHER, Part, Threshold, exactly_one, refuse
from setia_engine.plan.filters import Scope
from setia_engine.values.window import Over

Sum = Literal["quantity", "revenue", "margin"]
Count = Literal["orders", "buyers", "products", "categories"]
Name = Literal[
    "quantity",
    "revenue",
    "margin",
    "orders",
    "buyers",
    "products",
    "categories",
    "margin_rate",
]
SUMS: tuple[Sum, ...] = ("quantity", "revenue", "margin")
COUNTS: tuple[Count, ...] = ("orders", "buyers", "products", "categories")


class Growth(Part):
    """By how much a measure grew: current / base − 1."""

    growth: Annotated[Sum, Field(description="What is compared")]
    over: Annotated[Over, Field(description="With which earlier window")]


def _kind_of_measure(value: object) -> str:
    return "Growth" if isinstance(value, dict | Growth) else "name"


Measure = Annotated[
    Annotated[Name, Tag("name")] | Annotated[Growth, Tag("Growth")],
    Discriminator(_kind_of_measure),
]


def own_measure(measure: Name | Growth) -> Name:
    """Return what is counted in a window: for growth the measure that grows."""
    return measure.growth if isinstance(measure, Growth) else measure


LIMITS = ("at_least", "above", "at_most", "below")


def is_ratio(measure: Name | Growth) -> bool:
    """Say whether a measure is a ratio, which people write as a percentage."""
    return isinstance(measure, Growth) or measure == "margin_rate"


class Condition(Part):
    """One thing that must hold in the window, or the award is 0, clawbacks too."""

    model_config = exactly_one(LIMITS)

    measure: Measure
    at_least: Threshold | None = None
    above: Threshold | None = None
    at_most: Threshold | None = None
    below: Threshold | None = None
    scope: Annotated[Scope | None, Field(description="Replaces the plan's scope")] = None

    @model_validator(mode="after")
    def _one_limit(self) -> Condition:
        if sum(limit is not None for limit in self._limits()) != 1:
            raise refuse(f"exactly one of {', '.join(LIMITS)}", TOGETHER)
        return self

    def _limits(self) -> tuple[Decimal | None, ...]:
        return self.at_least, self.above, self.at_most, self.below

    @property
    def comparison(self) -> Literal["at_least", "above", "at_most", "below"]:
        """Which of the four comparisons this condition makes."""
        if self.at_least is not None:
            return "at_least"
        if self.above is not None:
            return "above"
        return "at_most" if self.at_most is not None else "below"

    @property
    def limit(self) -> Decimal:
        """The number that the measure is held against."""
        return next(limit for limit in self._limits() if limit is not None)
