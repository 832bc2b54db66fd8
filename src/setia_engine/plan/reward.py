"""What is paid: exactly one kind of reward a plan.

A kind says only what it promises here; what that is worth is in ``rewards`` (in batch)
and in ``reference`` (in plain Python).
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    Discriminator,
    Field,
    Tag,
    model_validator,
)

from setia_engine.plan.base import (
    TOGETHER,
    Amount,
    Part,
    Positive,
    Threshold,
    WholeFromOne,
    exactly_one,
    refuse,
)
from setia_engine.plan.filters import Scope
from setia_engine.plan.table import AmountTable, By, PerUnit, Rate, RateTable

__all__ = [
    "KINDS",
    "AmountTable",
    "By",
    "FlatReward",
    "Mode",
    "Of",
    "PerUnit",
    "PerUnitReward",
    "Place",
    "Race",
    "RaceReward",
    "RankingReward",
    "Rate",
    "RateReward",
    "RateTable",
    "Reward",
    "Step",
    "StepReward",
    "Tier",
    "TiersReward",
    "paid_on_own_lines",
]

Of = Literal["revenue", "margin", "increment"]
Mode = Literal["retroactive", "incremental", "cumulative"]


class RateReward(Part):
    """A share of a basis: of revenue, of margin, or of the increment over the base."""

    rate: Annotated[Rate, Field(description="A share of the basis")]
    of: Annotated[Of, Field(description="What the rate is a share of")] = "revenue"
    min_per_unit: Annotated[
        Amount | None, Field(description="A line of q > 0 earns at least this times q")
    ] = None
    scope: Annotated[Scope | None, Field(description="Lines paid on")] = None

    @model_validator(mode="after")
    def _increment_is_one_number(self) -> RateReward:
        if self.of == "increment" and isinstance(self.rate, RateTable):
            raise refuse("one rate with `of: increment`, not a table", TOGETHER)
        if self.of == "increment" and (self.min_per_unit is not None or self.scope):
            raise refuse(
                "`of: increment` without `min_per_unit` and without a scope of its own",
                TOGETHER,
            )
        return self


class PerUnitReward(Part):
    """An amount times quantity."""

    per_unit: Annotated[PerUnit, Field(description="Times quantity")]
    scope: Annotated[Scope | None, Field(description="Lines paid on")] = None


class FlatReward(Part):
    """An amount once per window, when the measure is above 0."""

    flat: Annotated[Amount, Field(description="Once per window")]


class Step(Part):
    """For each whole ``every`` of the measure, ``give``."""

    every: Annotated[Positive, Field(description="Size of a step of the measure")]
    give: Annotated[Amount, Field(description="What each whole step gives")]


class StepReward(Part):
    """An amount for each whole step of the measure, towards zero."""

    step: Annotated[Step, Field(description="For each whole `every`, `give`")]


TIER_PAYS = ("rate", "per_unit", "flat")
PLACE_PAYS = ("flat", "rate")


class Tier(Part):
    """From this value of the measure on, this is paid; exactly one of the three."""

    model_config = exactly_one(TIER_PAYS)

    start: Annotated[Threshold, Field(alias="from", description="Inclusive")]
    rate: Annotated[Rate | None, Field(description="A share of the basis")] = None
    per_unit: Annotated[PerUnit | None, Field(description="Times quantity")] = None
    flat: Annotated[Amount | None, Field(description="Once per window")] = None

    @model_validator(mode="after")
    def _one_payment(self) -> Tier:
        if sum(paid is not None for paid in (self.rate, self.per_unit, self.flat)) != 1:
            raise refuse(f"exactly one of {', '.join(TIER_PAYS)}", TOGETHER)
        return self


def _ascending(tiers: tuple[Tier, ...]) -> tuple[Tier, ...]:
    for before, after in pairwise(tiers):
        if after.start <= before.start:
            raise refuse(
                f"strictly ascending `from`: {after.start} follows {before.start}", TOGETHER
            )
    return tiers


class TiersReward(Part):
    """Bands of the measure; ``mode`` says how they pay and has no default."""

    tiers: Annotated[
        tuple[Tier, ...],
        Field(min_length=1, description="Half open, strictly ascending, the last one open"),
        AfterValidator(_ascending),
    ]
    mode: Annotated[
        Mode, Field(description="Required: the same bands pay very different sums")
    ]
    of: Annotated[Of | None, Field(description="Basis of a rate; default revenue")] = None
    scope: Annotated[Scope | None, Field(description="Lines paid on")] = None

    @model_validator(mode="after")
    def _mode_fits(self) -> TiersReward:
        if self.mode == "cumulative" and any(tier.flat is None for tier in self.tiers):
            raise refuse("only `flat` tiers with `mode: cumulative`", TOGETHER)
        if self.mode != "retroactive" and (self.of is not None or self.scope is not None):
            raise refuse(
                f"no `of` and no scope of its own with `mode: {self.mode}`", TOGETHER
            )
        tables = any(isinstance(tier.rate, RateTable) for tier in self.tiers)
        if self.of == "increment" and (tables or self.scope is not None):
            raise refuse(
                "plain rates, and no scope of its own, with `of: increment`", TOGETHER
            )
        return self


class Place(Part):
    """One place of a ranking, what it asks at least, and what it pays."""

    model_config = exactly_one(PLACE_PAYS)

    place: Annotated[WholeFromOne, Field(description="1, 2, 3 … in order")]
    at_least: Annotated[Threshold | None, Field(description="Default: above 0")] = None
    flat: Annotated[Amount | None, Field(description="Once per window")] = None
    rate: Annotated[Rate | None, Field(description="A share of the basis")] = None

    @model_validator(mode="after")
    def _one_payment(self) -> Place:
        if (self.flat is None) == (self.rate is None):
            raise refuse(f"exactly one of {', '.join(PLACE_PAYS)}", TOGETHER)
        return self


def _counted_from_one(places: tuple[Place, ...]) -> tuple[Place, ...]:
    for number, place in enumerate(places, start=1):
        if place.place != number:
            raise refuse(
                f"places 1, 2, 3 … in order; {place.place} stands where {number} should",
                TOGETHER,
            )
    return places


def _minimum(place: Place) -> tuple[Decimal, bool]:
    """Order minima: a bare place asks for anything above 0, more than `at_least: 0`."""
    return (Decimal(0), True) if place.at_least is None else (place.at_least, False)


def _never_higher_below(places: tuple[Place, ...]) -> tuple[Place, ...]:
    for better, lower in pairwise(places):
        if _minimum(lower) > _minimum(better):
            raise refuse(
                f"`at_least` of place {lower.place} no higher than the place above it",
                TOGETHER,
            )
    return places


class RankingReward(Part):
    """Places for the best: parties in descending measure take them in order."""

    ranking: Annotated[
        tuple[Place, ...],
        Field(min_length=1, description="Places 1, 2, 3 … in order"),
        AfterValidator(_counted_from_one),
        AfterValidator(_never_higher_below),
    ]
    of: Annotated[Of | None, Field(description="Basis of a rate; default revenue")] = None
    scope: Annotated[Scope | None, Field(description="Lines paid on")] = None

    @model_validator(mode="after")
    def _increment_is_one_number(self) -> RankingReward:
        tables = any(isinstance(place.rate, RateTable) for place in self.ranking)
        if self.of == "increment" and (tables or self.scope is not None):
            raise refuse(
                "plain rates, and no scope of its own, with `of: increment`", TOGETHER
            )
        return self


class Race(Part):
    """First to reach a running measure; each race is its own."""

    reach: Annotated[Positive, Field(description="Running measure to be reached")]
    flat: Annotated[Amount, Field(description="What each winner is paid")]
    winners: Annotated[WholeFromOne, Field(description="How many win")] = 1
    hold: Annotated[bool, Field(strict=True, description="Must still hold at the end")] = (
        True
    )


class RaceReward(Part):
    """Amounts for the first to reach a quantity or a revenue."""

    race: Annotated[
        tuple[Race, ...],
        Field(min_length=1, description="First to reach; each race is its own"),
    ]


KINDS: dict[str, type[Part]] = {
    "rate": RateReward,
    "per_unit": PerUnitReward,
    "flat": FlatReward,
    "step": StepReward,
    "tiers": TiersReward,
    "ranking": RankingReward,
    "race": RaceReward,
}
"""The one key that names a kind of reward, and the kind."""


def _kind_of_reward(value: object) -> str:
    if isinstance(value, Part):
        return type(value).__name__
    named = [key for key in KINDS if isinstance(value, dict) and key in value]
    return KINDS[named[0]].__name__ if len(named) == 1 else ""


Reward = Annotated[
    Annotated[RateReward, Tag("RateReward")]
    | Annotated[PerUnitReward, Tag("PerUnitReward")]
    | Annotated[FlatReward, Tag("FlatReward")]
    | Annotated[StepReward, Tag("StepReward")]
    | Annotated[TiersReward, Tag("TiersReward")]
    | Annotated[RankingReward, Tag("RankingReward")]
    | Annotated[RaceReward, Tag("RaceReward")],
    Discriminator(
        _kind_of_reward,
        custom_error_type="reward",
        custom_error_message="{allowed}",
        custom_error_context={"allowed": f"exactly one of {', '.join(KINDS)}"},
    ),
]


def paid_on_own_lines(reward: Any) -> Scope | None:  # noqa: ANN401 - any kind of reward
    """Return the scope that replaces the plan's for what is paid on, where one is given."""
    scope = getattr(reward, "scope", None)
    return scope if isinstance(scope, Scope) else None
