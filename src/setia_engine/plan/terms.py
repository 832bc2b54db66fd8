"""The terms around a reward: caps, funding, settlement, stacking, rounding."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from setia_engine.plan.base import (
    TOGETHER,
    Amount,
    Days,
    Part,
    Positive,
    Share,
    Text,
    Whole,
    refuse,
)
from setia_engine.values.rounding import RoundingMode

SMALLEST_UNIT = Decimal("0.01")
HOUSE = "house"


def _not_finer_than_minor(to: Decimal) -> Decimal:
    if to < SMALLEST_UNIT or to % SMALLEST_UNIT != 0:
        raise refuse("0.01 or more, in whole hundredths", "unit")
    return to


class Rounding(Part):
    """To which unit an award is rounded, and how; once, on the absolute value."""

    to: Annotated[
        Positive,
        AfterValidator(_not_finer_than_minor),
        Field(description="Unit of an award, 0.01 or more: 1, 100, 1000 …"),
    ] = Decimal(1)
    mode: Annotated[
        RoundingMode, Field(description="half_up: half away from zero; down: towards it")
    ] = "half_up"


class Caps(Part):
    """The most that is paid: per window and party, and over the whole period."""

    per_party: Annotated[Amount | None, Field(description="Per window and party")] = None
    budget: Annotated[Amount | None, Field(description="Over the period, all parties")] = (
        None
    )
    on_budget: Annotated[
        Literal["prorate", "first_come"], Field(description="When the budget is exceeded")
    ] = "prorate"


class Funder(Part):
    """Who pays which share of an award."""

    party: Annotated[Text, Field(description="Party id of the funder")]
    share: Annotated[Share, Field(description="Its share of each award, such as 60%")]


def _at_most_all(funding: tuple[Funder, ...]) -> tuple[Funder, ...]:
    total = sum((funder.share for funder in funding), start=Decimal(0))
    if total > 1:
        raise refuse("shares of at most 100 % together", TOGETHER)
    names = [funder.party for funder in funding]
    if len(set(names)) < len(names):
        raise refuse("each party once", TOGETHER)
    if HOUSE in names and total < 1:
        raise refuse(
            f"`{HOUSE}` left out, since it bears what is left, or shares of 100 %", TOGETHER
        )
    return funding


Funding = Annotated[tuple[Funder, ...], AfterValidator(_at_most_all)]


class Settlement(Part):
    """What is given, the promise of when, and what it waits for."""

    given: Annotated[
        Literal["money", "points", "goods"], Field(alias="as", description="What is given")
    ] = "money"
    within: Annotated[Days, Field(description="Promised days after the window ends")] = 30
    release: Annotated[
        Literal["at_close", "when_paid"], Field(description="What it waits for")
    ] = "at_close"
    hold: Annotated[Days, Field(description="Kept back so long, a return window")] = 0


class Stacking(Part):
    """Of a group's positive awards a party keeps one in each window."""

    group: Annotated[Text, Field(description="Plans of one group exclude each other")]
    keep: Annotated[
        Literal["best", "first"], Field(description="Highest award, or lowest priority")
    ]
    priority: Annotated[Whole, Field(description="Lowest first, with `keep: first`")] = 0


def multiple_of(amount: Decimal | None, to: Decimal) -> bool:
    """Say whether a cap is a whole number of rounding units."""
    return amount is None or amount % to == 0
