"""A plan document that may still be wrong: what can be read of it, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from setia_engine.plan.base import Amount, Day, Positive, Share, Threshold, Whole
from setia_engine.plan.measure import COUNTS, SUMS
from setia_engine.plan.reading.found import found_at, path_of
from setia_engine.plan.reward import KINDS
from setia_engine.values.problem import Problem

T = TypeVar("T")
Steps = tuple[str | int, ...]
Keys = Mapping[str, object]

DAY: TypeAdapter[date] = TypeAdapter(Day)
THRESHOLD: TypeAdapter[Decimal] = TypeAdapter(Threshold)
SHARE: TypeAdapter[Decimal] = TypeAdapter(Share)
AMOUNT: TypeAdapter[Decimal] = TypeAdapter(Amount)
POSITIVE: TypeAdapter[Decimal] = TypeAdapter(Positive)
WHOLE: TypeAdapter[int] = TypeAdapter(Annotated[Whole, Field()])
NAMES = {*SUMS, *COUNTS, "margin_rate"}


@dataclass(frozen=True)
class Draft:
    """A document, read part by part; a part that is missing or wrong reads as nothing."""

    document: Keys

    def part(self, *steps: str | int) -> Keys:
        """Return the mapping that stands at a place."""
        here: Any = self.document
        for step in steps:
            here = here.get(step) if isinstance(here, Mapping) else None
        return here if isinstance(here, Mapping) else {}

    def items(self, *steps: str) -> list[tuple[Steps, Keys]]:
        """Return the mappings in the list that stands at a place, each with its place."""
        listed = self.part(*steps[:-1]).get(steps[-1])
        items = listed if isinstance(listed, list | tuple) else ()
        return [
            ((*steps, number), item)
            for number, item in enumerate(items)
            if isinstance(item, Mapping)
        ]

    @property
    def reward(self) -> Keys:
        return self.part("reward")

    @property
    def kind(self) -> str | None:
        """The one kind of reward, where there is one."""
        named = [kind for kind in KINDS if kind in self.reward]
        return named[0] if len(named) == 1 else None

    @property
    def mode(self) -> object:
        return self.reward.get("mode") if self.kind == "tiers" else None

    @property
    def measure(self) -> str | None:
        """The name of the plan's measure, where it is one that has a name."""
        measure = self.document.get("measure", "revenue")
        return measure if isinstance(measure, str) and measure in NAMES else None

    @property
    def growth(self) -> str | None:
        """The name of the measure that grows, where the plan measures growth."""
        growth = self.part("measure").get("growth")
        return growth if isinstance(growth, str) and growth in SUMS else None

    @property
    def measures_something(self) -> bool:
        """Whether the plan's measure can be read at all."""
        return self.measure is not None or self.growth is not None

    @property
    def payments(self) -> list[tuple[Steps, Keys]]:
        """The tiers or places of the reward, each with what it pays."""
        kind = self.kind
        return self.items("reward", kind) if kind in {"tiers", "ranking"} else []

    def growths(self) -> Iterator[tuple[Steps, Keys]]:
        """Yield every growth measure of the plan, with its place."""
        places: list[Steps] = [("measure",)]
        places += [(*at, "measure") for at, _ in self.items("conditions")]
        for steps in places:
            measure = self._at(steps)
            if isinstance(measure, Mapping) and "growth" in measure:
                yield steps, measure

    def _at(self, steps: Steps) -> object:
        here: Any = self.document
        for step in steps:
            here = here[step] if isinstance(step, int) else here.get(step)
        return here

    def problem(self, code: str, steps: Steps, allowed: str) -> Problem:
        """Say that what stands at a place is not allowed there."""
        return Problem(code, path_of(steps), found_at(self.document, steps), allowed)


def read(adapter: TypeAdapter[T], value: object) -> T | None:
    """Return what a value says, or nothing where it says nothing of that kind."""
    try:
        return adapter.validate_python(value)
    except ValidationError:
        return None
