"""A plan: one promise made to partners or customers, written as data.

Whose performance, over which period, on which sales, measured how, under which
conditions, rewarded how, up to what cap, funded by whom, settled when.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    WithJsonSchema,
)

from setia_engine.plan.base import Allowed, Part, Text, refuse
from setia_engine.plan.filters import Eligible, Scope
from setia_engine.plan.measure import Condition, Measure
from setia_engine.plan.period import Period
from setia_engine.plan.reward import Reward
from setia_engine.plan.terms import Caps, Funding, Rounding, Settlement, Stacking

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
CREDITED = "credited"
A_SLUG = "a slug of a-z, 0-9 and -, at most 64 long, such as komisi-2026"


class LocalText(Part):
    """The same title in Indonesian and in English."""

    id: Text
    en: Text


def _kind_of_title(value: object) -> str:
    return "LocalText" if isinstance(value, dict | LocalText) else "text"


def _no_truth(value: object) -> object:
    """Keep `true` from passing for the number 1."""
    return "true" if value is True else value


def _whole_number(value: object) -> object:
    """Take 5.0 for 5, as JSON does, and no truth value for a name."""
    if isinstance(value, bool):
        raise refuse(A_SLUG, "slug")
    if isinstance(value, Decimal) and value.is_finite() and value == int(value):
        return int(value)
    return value


def _slug(text: str) -> str:
    if SLUG.fullmatch(text) is None:
        raise refuse(A_SLUG, "slug")
    return text


Title = Annotated[
    Annotated[Text, Tag("text")] | Annotated[LocalText, Tag("LocalText")],
    Discriminator(_kind_of_title),
]
Slug = Annotated[
    Text,
    BeforeValidator(_whole_number),
    AfterValidator(_slug),
    WithJsonSchema(
        {"type": ["string", "integer"], "pattern": rf"^\s*{SLUG.pattern}\s*$", "minimum": 0}
    ),
    Allowed(A_SLUG),
]


class Plan(Part):
    """One plan document of the language's version 1."""

    setia: Annotated[
        Literal[1], BeforeValidator(_no_truth), Field(description="Language version: 1")
    ]
    id: Annotated[Slug, Field(description="Unique in a run")]
    title: Annotated[Title | None, Field(description="Text, or {id: …, en: …}")] = None
    period: Annotated[Period, Field(description="When it runs, and in which windows")]
    credit: Annotated[
        Literal["seller", "buyer", "upline"],
        Field(description="Which party of a sale line earns; upline: the seller's parent"),
    ] = "seller"
    eligible: Annotated[Eligible, Field(description="Whose sales count")] = Eligible()
    scope: Annotated[Scope, Field(description="Which sale lines count")] = Scope()
    measure: Annotated[Measure, Field(description="What is counted")] = "revenue"
    conditions: Annotated[
        tuple[Condition, ...], Field(description="All must hold, or the award is 0")
    ] = ()
    reward: Annotated[Reward, Field(description="What is paid; exactly one kind")]
    returns: Annotated[
        Literal["deduct", "restate", "ignore"], Field(description="How returns count")
    ] = "deduct"
    rounding: Annotated[Rounding, Field(description="Once per award")] = Rounding()
    caps: Annotated[Caps, Field(description="The most that is paid")] = Caps()
    funding: Annotated[
        Funding, Field(description="Who pays which share; the house pays what is left")
    ] = ()
    payee: Annotated[Text, Field(description="`credited`, or a party id")] = CREDITED
    settlement: Annotated[
        Settlement, Field(description="What is given, and the promise of when")
    ] = Settlement()
    stacking: Annotated[
        Stacking | None, Field(description="With which plans it does not add up")
    ] = None

    @property
    def per_order(self) -> bool:
        """Whether each order is its own window."""
        return self.period.every == "order"
