"""What the programs give at the end of a month, by the engine, over what is known.

Windows that have ended are evaluated over every fact known at the cut-off: a return of a
later month may take back what a month gave. Windows that still run are accrued over the
sales up to the month's last day only, so that a month's cost holds its own sales.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from django.conf import settings

from setia.closing.narrow import Narrow, competitive, narrowed
from setia.core.days import last_of
from setia.programs.promises import Promise, runs_of
from setia.sales.mirror.facts_as_known import facts_as_known
from setia_engine.run.duckdb import DuckDBEngine
from setia_engine.run.evaluate import evaluate
from setia_engine.run.load import open_facts
from setia_engine.run.tables import AWARDS, FUNDING
from setia_engine.values.window import window_holding


@dataclass(frozen=True)
class Evaluated:
    """Awards and funding by the engine, each row with the version that gave it."""

    awards: pa.Table
    funding: pa.Table


@dataclass(frozen=True)
class Question:
    """Which month is asked for, as known when, with accruals, and whom it concerns."""

    month: date
    cutoff: datetime
    accrue: bool
    narrow: Narrow | None = None


def evaluate_period(found: Sequence[Promise], asked: Question) -> Evaluated:
    """Evaluate promises for a month; with ``accrue`` also windows that outlast it."""
    last_day = last_of(asked.month)
    begun = [one for one in found if one.plan.period.start <= last_day]
    parts = _by_reach(begun, asked, _ended_by(last_day), None)
    if asked.accrue:
        running = [one for one in begun if outlasts(one, last_day)]
        parts += _by_reach(running, asked, _running_on(last_day), last_day)
    return Evaluated(
        pa.concat_tables([one.awards for one in parts]),
        pa.concat_tables([one.funding for one in parts]),
    )


def _by_reach(
    found: Sequence[Promise],
    asked: Question,
    wanted: pc.Expression,
    sold_until: date | None,
) -> list[Evaluated]:
    """Evaluate whole what parties compete for, the rest only for those it concerns."""
    narrow, parts = asked.narrow, []
    compete = competitive(found)
    whole = [one for one in found if narrow is None or one.version.program_id in compete]
    rest = [one for one in found if one not in whole]
    if whole:
        with facts_as_known(asked.cutoff, sold_until) as data:
            parts.append(_evaluated(whole, data, asked.cutoff, wanted))
    if narrow is not None and rest:
        theirs = pc.field("party_id").isin(pa.array(narrow.codes, pa.string()))
        with (
            facts_as_known(asked.cutoff) as data,
            narrowed(data, narrow, sold_until) as few,
        ):
            parts.append(_evaluated(rest, few, asked.cutoff, wanted & theirs))
    return parts or [Evaluated(_empty(AWARDS), _empty(FUNDING))]


def outlasts(promise: Promise, day: date) -> bool:
    """Tell whether a window of a promise has begun by a day and ends after it."""
    period = promise.plan.period
    if period.every == "order" or not period.window.holds(day):
        return False
    window = window_holding(day, period.window, period.every)
    return window is not None and (window.end is None or window.end > day)


def _evaluated(
    found: Sequence[Promise], data: Path, cutoff: datetime, wanted: pc.Expression
) -> Evaluated:
    awards, funding = [], []
    zones = {one.plan.period.timezone for one in found} or {settings.TIME_ZONE}
    with open_facts(data, zones, workdir=settings.HOME) as facts:
        for together in runs_of(found):
            versions = {one.code: one.version.pk for one in together}
            plans = [one.plan for one in together]
            for outcome in evaluate(plans, facts, DuckDBEngine(facts), cutoff):
                kept = outcome.awards.filter(wanted)
                version = versions[outcome.plan.id]
                awards.append(_with_version(kept, version))
                funding.append(_funding_of(kept, outcome.funding, version))
    return Evaluated(
        pa.concat_tables([*awards, _empty(AWARDS)]),
        pa.concat_tables([*funding, _empty(FUNDING)]),
    )


def _ended_by(day: date) -> pc.Expression:
    return pc.field("window_to") <= pa.scalar(day)


def _running_on(day: date) -> pc.Expression:
    begun = pc.field("window_from") <= pa.scalar(day)
    return begun & (
        pc.field("window_to").is_null() | (pc.field("window_to") > pa.scalar(day))
    )


def _funding_of(awards: pa.Table, funding: pa.Table, version: int) -> pa.Table:
    """Keep the shares of the awards that are kept, and of those only what others bear."""
    others = funding.filter(pc.field("funder") != "house")
    keys = ["window_from", "order_id", "party_id"]
    # A join would take two missing order ids for different.
    there, kept = (
        table.set_column(
            table.schema.get_field_index("order_id"),
            "order_id",
            pc.fill_null(table["order_id"], ""),
        )
        for table in (others, awards.select(keys))
    )
    found = there.join(kept, keys, join_type="left semi")
    return _with_version(found.select(FUNDING.names).cast(FUNDING), version)


def _with_version(rows: pa.Table, version: int) -> pa.Table:
    return rows.append_column("version_id", pa.repeat(version, rows.num_rows).cast("int64"))


def _empty(schema: pa.Schema) -> pa.Table:
    return _with_version(schema.empty_table(), 0)
