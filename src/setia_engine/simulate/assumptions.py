"""Assumptions: what a simulation takes for granted, each of them told with its result."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

By = Literal["all", "category", "tier"]

WHOLE = 10_000
"""Shares and changes are told in ten-thousandths."""
MOST_MISSING = 2_000
FEWEST_SAMPLES, MOST_SAMPLES = 20, 400


@dataclass(frozen=True)
class Response:
    """By how much the sales of a group may change: somewhere between two shares.

    ``low`` and ``high`` are ten-thousandths: -500 and 2,000 are 5 % less to 20 % more.
    """

    low: int
    high: int
    by: By = "all"
    value: str = ""

    def __post_init__(self) -> None:
        """Refuse a range that is upside down, or that leaves nothing of the sales."""
        if not -WHOLE < self.low <= self.high <= 100 * WHOLE:
            raise ValueError(
                "a response lies between -100 % and +10,000 %, the lower first"
            )


@dataclass(frozen=True)
class Assumptions:
    """What is assumed of a plan's sales, and what is asked of it.

    The first response is for everybody; one for a category of product or a tier of party
    takes its place there. ``most_missing`` is the share of revenue that may have no cost.
    ``worthwhile_minor`` is what sellers find worth their while, for a unit; None where nobody
    said, since it depends on the currency. ``unit_worth_minor`` is what a point or a piece of goods costs, where a plan gives those.
    """

    responses: tuple[Response, ...] = field(
        default_factory=lambda: (Response(low=-500, high=2_000),)
    )
    samples: int = 60
    seed: int = 1
    worthwhile_minor: int | None = None
    most_missing: int = MOST_MISSING
    unit_worth_minor: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no percentile can be read from."""
        if not FEWEST_SAMPLES <= self.samples <= MOST_SAMPLES:
            raise ValueError(f"between {FEWEST_SAMPLES} and {MOST_SAMPLES} samples")
        if [one.by for one in self.responses].count("all") != 1:
            raise ValueError("one response for everybody")
