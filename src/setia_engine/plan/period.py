"""Over which time a plan runs, and into which windows that time is cut."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, model_validator

from setia_engine.plan.base import TOGETHER, Day, Part, Text, refuse
from setia_engine.values.window import Every, Window

ZONES = frozenset(available_timezones()) - {"Factory", "localtime", "posixrules"}
"""Zones that mean the same on every machine."""


def _known_zone(name: str) -> str:
    if name not in ZONES:
        raise refuse(
            "a time zone such as Asia/Jakarta, Asia/Makassar or Asia/Jayapura", "zone"
        )
    return name


class Period(Part):
    """Local dates from ``start`` to ``end``, both inclusive; no ``end`` means open.

    ``every`` cuts the period into calendar windows; without it the whole period is one.
    """

    start: Annotated[Day, Field(alias="from", description="First local day")]
    end: Annotated[Day | None, Field(alias="to", description="Last local day")] = None
    every: Annotated[Every | None, Field(description="Calendar windows; absent: one")] = (
        None
    )
    timezone: Annotated[
        Text,
        AfterValidator(_known_zone),
        Field(
            description="Zone that days are told in",
            examples=["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"],
        ),
    ] = "Asia/Jakarta"

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.end is not None and self.end < self.start:
            raise refuse(f"`to` on or after `from` ({self.start})", TOGETHER)
        return self

    @property
    def window(self) -> Window:
        """The whole period as one window."""
        return Window(self.start, self.end)

    def last_day_before(self, as_of: date) -> date:
        """Return the last day of the period that has begun by ``as_of``."""
        return as_of if self.end is None else min(self.end, as_of)
