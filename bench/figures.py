"""Figures: what was promised, what was seen, and by how much it was met or missed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from statistics import median
from time import perf_counter, process_time


@dataclass(frozen=True)
class Took:
    """Seconds of a run by what they were spent on: of the clock, and of all cores together.

    The latter hardly change where others work on the machine, the former do.
    """

    parts: Mapping[str, float]
    cores: Mapping[str, float]

    @property
    def whole(self) -> float:
        """The seconds of all parts together."""
        return sum(self.parts.values())

    @property
    def cpu(self) -> float:
        """The seconds of all cores for all parts together."""
        return sum(self.cores.values())

    def without(self, part: str) -> Took:
        """Return the same run as if a part had not been."""
        return Took(
            {name: seconds for name, seconds in self.parts.items() if name != part},
            {name: seconds for name, seconds in self.cores.items() if name != part},
        )

    def __str__(self) -> str:
        parts = ", ".join(
            f"{part} {seconds:.2f} ({self.cores[part]:.2f})"
            for part, seconds in self.parts.items()
        )
        return f"{self.whole:.2f} s ({self.cpu:.2f} of cores): {parts}"


class Stopwatch:
    """Adds up the seconds of each part of a run."""

    def __init__(self) -> None:
        self._parts: dict[str, float] = {}
        self._cores: dict[str, float] = {}

    @contextmanager
    def timing(self, part: str) -> Iterator[None]:
        """Add what happens inside to a part; parts do not overlap."""
        began, cpu = perf_counter(), process_time()
        try:
            yield
        finally:
            took, used = perf_counter() - began, process_time() - cpu
            self._parts[part] = self._parts.get(part, 0.0) + took
            self._cores[part] = self._cores.get(part, 0.0) + used

    @property
    def took(self) -> Took:
        """What was seen so far."""
        return Took(dict(self._parts), dict(self._cores))


@dataclass(frozen=True)
class Figure:
    """One promise held against what was seen; ``why`` says what stands behind it."""

    name: str
    unit: str
    seen: float
    at_most: float | None = None
    at_least: float | None = None
    why: str = ""

    @property
    def target(self) -> str:
        """The promise in words."""
        if self.at_most is not None:
            return f"at most {self.at_most:g} {self.unit}".strip()
        if self.at_least is not None:
            return f"at least {self.at_least:g} {self.unit}".strip()
        return "none, told beside"

    @property
    def verdict(self) -> str:
        """Say whether the promise is kept, and with how much to spare or to go."""
        if self.at_most is not None:
            share = self.seen / self.at_most - 1
            return f"met, {-share:.0%} below" if share <= 0 else f"MISSED by {share:.0%}"
        if self.at_least is not None:
            share = self.seen / self.at_least - 1
            return f"met, {share:.0%} above" if share >= 0 else f"MISSED by {-share:.0%}"
        return ""


@dataclass(frozen=True)
class Outcome:
    """What a benchmark saw: medians in seconds by way and part, and the figures."""

    name: str
    seconds: Mapping[str, Took] = field(default_factory=dict)
    figures: Sequence[Figure] = ()
    notes: Sequence[str] = ()

    def as_json(self) -> dict[str, object]:
        """Return the outcome as plain data."""
        figures = [
            asdict(figure) | {"target": figure.target, "verdict": figure.verdict}
            for figure in self.figures
        ]
        return asdict(self) | {"figures": figures}


def side_by_side(ways: Mapping[str, Callable[[], Took]], runs: int) -> dict[str, Took]:
    """Run every way in turn, A B A B, and return the median of each part."""
    seen: dict[str, list[Took]] = {name: [] for name in ways}
    for run in range(1, runs + 1):
        for name, way in ways.items():
            took = way()
            seen[name].append(took)
            print(f"  run {run} of {runs}: {name:24} {took}", flush=True)
    return {name: _medians(took) for name, took in seen.items()}


def _medians(took: Sequence[Took]) -> Took:
    names = took[0].parts
    return Took(
        {part: median(run.parts[part] for run in took) for part in names},
        {part: median(run.cores[part] for run in took) for part in names},
    )


def table(outcomes: Sequence[Outcome]) -> str:
    """Lay figures out as a table: figure, target, seen, met or missed."""
    rows = [("figure", "target", "seen", "")]
    for outcome in outcomes:
        for figure in outcome.figures:
            seen = f"{figure.seen:.2f} {figure.unit}".strip()
            rows.append(
                (f"{outcome.name}: {figure.name}", figure.target, seen, figure.verdict)
            )
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [
        "  ".join(
            cell.ljust(width) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])
