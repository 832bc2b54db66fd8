"""Hostile cases: how people would sell if the plan were all they cared for.

Each case changes the counted sales of history and has the engine evaluate them; caps and
budget hold as they are written. Where a case cannot be tried, it says why.
"""

# ruff: noqa: S608 - statements are put together from our own names, never from cells

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from setia_engine.plan.measure import Growth
from setia_engine.simulate.changed_lines import lay_lifted, lay_replaced
from setia_engine.simulate.counted import COUNTED
from setia_engine.simulate.thresholds import MILLION, lifts
from setia_engine.simulate.trial import Trial
from setia_engine.stages.calendar import Calendar
from setia_engine.values.window import day_number
from setia_engine.values.zone import DAY

NO_THRESHOLD, NO_RETURNS, NO_SALES_BESIDE, NO_PARTY = (
    "no_threshold",
    "no_returns",
    "no_sales_beside",
    "no_party",
)
BESIDE = "trial_beside"


@dataclass(frozen=True)
class Laid:
    """A case: the table of its lines, or why there is none."""

    case: str
    lines: str | None
    why: str = ""


def hostile_cases(trial: Trial, calendar: Calendar) -> dict[str, Callable[[], Laid]]:
    """Return the cases; each lays its lines when it is called, over those before it."""
    return {
        "thresholds": lambda: _thresholds(trial),
        "returns": lambda: _returns(trial),
        "one_party": lambda: _one_party(trial),
        "pulled": lambda: _pulled(trial, calendar),
    }


def _thresholds(trial: Trial) -> Laid:
    """Everybody sells just enough for the next threshold."""
    found = lifts(trial)
    if not found:
        return Laid("thresholds", None, NO_THRESHOLD)
    return Laid("thresholds", lay_lifted(trial, "cell", found, MILLION))


def _returns(trial: Trial) -> Laid:
    """Twice as much comes back."""
    back = "(l.quantity < 0 OR l.amount < 0)"
    lines = trial.facts.lines[trial.plan.period.timezone]
    count = trial.facts.connection.execute(
        f"SELECT count(*) FROM {COUNTED} AS c JOIN {lines} AS l"
        f" ON l.order_id = c.order_id AND l.line_no = c.line_no WHERE {back}"
    ).fetchone()
    if not count or not count[0]:
        return Laid("returns", None, NO_RETURNS)
    twice = {
        name: f"CAST(2 * CAST(l.{name} AS HUGEINT) AS DECIMAL({width},0))"
        for name, width in (("quantity", 18), ("amount", 18), ("margin", 38))
    }
    return Laid("returns", lay_replaced(trial, twice, where=back))


def _one_party(trial: Trial) -> Laid:
    """Whoever sells most makes every sale: for an upline, the best seller below it."""
    column = "buyer" if trial.plan.credit == "buyer" else "seller"
    lines = trial.facts.lines[trial.plan.period.timezone]
    first = trial.facts.connection.execute(
        f"SELECT l.{column} FROM {COUNTED} AS c JOIN {lines} AS l"
        " ON l.order_id = c.order_id AND l.line_no = c.line_no"
        f" GROUP BY l.{column} ORDER BY sum(l.amount) DESC, l.{column} LIMIT 1"
    ).fetchone()
    if first is None:
        return Laid("one_party", None, NO_PARTY)
    return Laid("one_party", lay_replaced(trial, {column: str(int(first[0]))}))


def _pulled(trial: Trial, calendar: Calendar) -> Laid:
    """All sales fall into one window: the last of many, or the only one.

    Into an only window come the sales of as many days after it, and before it; where those
    before are its base, they stay.
    """
    if not calendar.windows or trial.plan.per_order:
        return Laid("pulled", None, NO_SALES_BESIDE)
    start = day_number(calendar.windows[-1].start)
    if trial.stretch.windows > 1:
        return Laid("pulled", _moved_to(trial, start, COUNTED))
    first, last = day_number(trial.stretch.start), day_number(trial.stretch.end)
    length = last - first + 1
    since = first if isinstance(trial.plan.measure, Growth) else first - length
    lines = trial.facts.lines[trial.plan.period.timezone]
    duck = trial.facts.connection
    duck.execute(
        f"CREATE OR REPLACE TEMP TABLE {BESIDE} AS SELECT order_id, line_no FROM {lines}"
        f" WHERE day BETWEEN {since} AND {last + length}"
        f" AND day NOT BETWEEN {first} AND {last}"
    )
    found = duck.execute(f"SELECT count(*) FROM {BESIDE}").fetchone()
    if not found or not found[0]:
        return Laid("pulled", None, NO_SALES_BESIDE)
    return Laid("pulled", _moved_to(trial, start, BESIDE))


def _moved_to(trial: Trial, day: int, among: str) -> str:
    """Move sales to a day, each at its own time of day."""
    replaced = {"day": str(day), "sold_us": f"l.sold_us + ({day} - l.day) * {DAY}"}
    return lay_replaced(trial, replaced, among=among)
