"""Facts held ready: the lines that running windows need, laid once, then order by order."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from django.conf import settings

from setia.awards.live.narrowed import narrowed
from setia.core.clock import now
from setia.sales.mirror.cursor import Cursor, cursor_kept
from setia.sales.mirror.lines_of_orders import moments_of, orders_between, write_orders
from setia.sales.mirror.refresh_facts import facts_at_rest
from setia_engine.facts.laid import LaidFacts
from setia_engine.run.load import open_facts
from setia_engine.run.load.relay_orders import relay_orders
from setia_engine.run.repeated import RepeatedDuckDBEngine

READY, INQUIRY = "ready-", "inquiry-"
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
MOST_LINES = 20_000
YEARS_AHEAD = timedelta(days=3 * 366)


def scratch() -> Path:
    """Return where what is held ready lies; whoever was killed leaves something there."""
    folder = Path(settings.HOME) / "live"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


@dataclass(frozen=True)
class Range:
    """From which day on lines are held (None: all), and for which time zones."""

    since: date | None
    zones: frozenset[str]

    def covers(self, other: Range) -> bool:
        """Tell whether this range has everything of another."""
        if self.since is not None and (other.since is None or other.since < self.since):
            return False
        return self.zones >= other.zones

    def with_all_of(self, other: Range) -> Range:
        """Return the least range that covers this one and another."""
        days = [self.since, other.since]
        since = None if None in days else min(day for day in days if day is not None)
        return Range(since, self.zones | other.zones)


class ReadyFacts:
    """Lines laid for the engine, with the engine that is asked again and again."""

    def __init__(self, wanted: Range) -> None:
        self.range = wanted
        self._open = ExitStack()
        folder = Path(
            self._open.enter_context(TemporaryDirectory(dir=scratch(), prefix=READY))
        )
        self._folder = folder / "orders"
        self._folder.mkdir()
        self._span = (LONG_AGO, now() + YEARS_AHEAD)
        with facts_at_rest() as standing:
            self.cursor = cursor_kept(Path(settings.FACTS_FOLDER))
            data = (
                standing
                if wanted.since is None
                else narrowed(standing, wanted.since, folder)
            )
            self.laid: LaidFacts = self._open.enter_context(
                open_facts(
                    data,
                    wanted.zones,
                    workdir=scratch(),
                    span=self._span,
                )
            )
        self.engine = RepeatedDuckDBEngine(self.laid)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Give memory and room on disk back."""
        self._open.close()

    def follow(self, reached: Cursor) -> bool:
        """Lay what came in since; False where that takes more than lines."""
        if not only_lines(self.cursor, reached) or is_much(self.cursor, reached):
            return False
        orders = orders_between(self.cursor, reached)
        if orders and not (
            self._in_span(orders, reached) and self._relaid(orders, reached)
        ):
            return False
        self.cursor = reached
        return True

    def _in_span(self, orders: Collection[str], reached: Cursor) -> bool:
        begin, end = self._span
        return all(begin < one < end for one in moments_of(orders, reached))

    def _relaid(self, orders: Collection[str], reached: Cursor) -> bool:
        write_orders(orders, reached, self._folder)
        return relay_orders(self.laid, sorted(orders), self._folder)


def is_much(before: Cursor, reached: Cursor) -> bool:
    """Tell whether so much is new that everything is evaluated sooner than what it touches."""
    new = reached.line - before.line + reached.reversal - before.reversal
    return new > MOST_LINES


def only_lines(before: Cursor, reached: Cursor) -> bool:
    """Tell whether registers, histories and merges are as they were."""
    names = ("merge", "attribute", "parties", "products")
    return all(getattr(before, name) == getattr(reached, name) for name in names)
