"""The sales that a plan is about: its counted lines, as the engine finds them.

They are laid beside the facts as the table ``trial_counted``: a row per line with the window
and the party it counts for. Returns are among them even where the plan ignores them: the
goods came back all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from setia_engine.plan.filters import Eligible, Scope
from setia_engine.run.ask import pairs_of
from setia_engine.run.batches import Batch
from setia_engine.run.duckdb import DuckDBEngine
from setia_engine.run.ground import Ground
from setia_engine.run.program import compiled_all
from setia_engine.simulate.assumptions import Response
from setia_engine.simulate.trial import Trial
from setia_engine.stages.calendar import last_day
from setia_engine.stages.qualify import Query
from setia_engine.stages.selection import Selection
from setia_engine.values.numbers import THOUSANDTHS
from setia_engine.values.window import day_number

COUNTED = "trial_counted"
Codes = npt.NDArray[np.int64]
KEPT = ("order_id", "line_no", "window", "party", "product", "day")


def lay_counted(trial: Trial, responses: Sequence[Response]) -> Ground:
    """Lay the counted lines of a trial; return the ground they were found on.

    ``grp`` numbers the response that holds for a line, ``cell`` its window and party.
    """
    ground = Ground(trial.facts, DuckDBEngine(trial.facts), trial.as_of)
    tables = [_lines_of(one, trial, ground) for one in _selections(trial)]
    found = pa.concat_tables(tables)
    windows = ground.calendar(trial.plan.period).windows
    starts = pa.array([day_number(one.start) for one in windows], pa.int64())
    places = found["window"].combine_chunks()
    found = found.append_column("window_from", starts.take(places))
    found = found.append_column("grp", pa.array(_groups(found, ground, responses)))
    duck = trial.facts.connection
    duck.register("trial_found", found)
    # A line that is both counted and paid on stands once.
    duck.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE {COUNTED} AS
        SELECT *, dense_rank() OVER (ORDER BY window_from, party) AS cell FROM trial_found
        QUALIFY row_number() OVER (PARTITION BY order_id, line_no ORDER BY source) = 1
        """  # noqa: S608 - our own name
    )
    duck.unregister("trial_found")
    return ground


def margin_of(trial: Trial, lines: str) -> int:
    """Return the margin of the sales that the plan counts among changed lines."""
    zone = trial.plan.period.timezone
    facts = replace(trial.facts, lines={**trial.facts.lines, zone: lines})
    there = replace(trial, facts=facts)
    ground = Ground(facts, DuckDBEngine(facts), trial.as_of)
    found = pa.concat_tables([_lines_of(one, there, ground) for one in _selections(there)])
    duck = trial.facts.connection
    duck.register("trial_found", found)
    row = duck.execute(
        f"SELECT sum(CAST(margin AS HUGEINT)) FROM {lines}"  # noqa: S608 - our own names
        " SEMI JOIN trial_found USING (order_id, line_no)"
    ).fetchone()
    duck.unregister("trial_found")
    return 0 if row is None or row[0] is None else int(row[0]) // THOUSANDTHS


def _groups(found: pa.Table, ground: Ground, responses: Sequence[Response]) -> Codes:
    """Number the response of each line: the last one named that holds, else everybody's."""
    numbers = np.zeros(found.num_rows, dtype=np.int64)
    for number, one in enumerate(responses):
        if one.by == "all":
            numbers[:] = np.where(numbers == 0, number, numbers)
    product, party = np.asarray(found["product"]), np.asarray(found["party"])
    for number, one in enumerate(responses):
        if one.by == "category":
            held = ground.products.within(Scope.model_validate({"category": one.value}))
            numbers[held[product]] = number
        elif one.by == "tier":
            on = day_number(ground.local_as_of(next(iter(ground.facts.offsets))))
            held = ground.parties.eligible(Eligible.model_validate({"tier": one.value}), on)
            numbers[held[party]] = number
    return numbers


def _selections(trial: Trial) -> Iterator[Selection]:
    """Yield the lines that are measured, then those that are paid on."""
    programs, _ = compiled_all([trial.plan])
    seen: list[Selection] = []
    for one in (programs[0].counted.selection, programs[0].paid):
        flow = one.flow
        if flow.returns == "ignore":
            one = replace(one, flow=replace(flow, returns="deduct"))  # noqa: PLW2901 - what is meant by it
        if one not in seen:
            seen.append(one)
            yield one


def _lines_of(selection: Selection, trial: Trial, ground: Ground) -> pa.Table:
    query = Query(selection, (), ground.calendar(selection.period))
    pairs = pairs_of(Batch((query,), (frozenset(),)), ground)
    found = ground.engine.fetch(pairs.select(*KEPT))
    kept = found.filter(pa.array(_eligible(found, trial, ground)))
    source = pa.repeat(0 if selection.scope == trial.plan.scope else 1, kept.num_rows)
    return kept.append_column("source", source)


def _eligible(found: pa.Table, trial: Trial, ground: Ground) -> npt.NDArray[np.bool_]:
    """Say which lines count for a party that takes part, as the engine decides it."""
    wanted, period = trial.plan.eligible, trial.plan.period
    window, party = np.asarray(found["window"]), np.asarray(found["party"])
    passed = np.zeros(len(window), dtype=np.bool_)
    today = day_number(ground.local_as_of(period.timezone))
    for number, held in enumerate(ground.calendar(period).windows):
        rows = window == number
        if rows.any():
            on = ground.parties.eligible(wanted, min(last_day(held), today))
            passed[rows] = on[party[rows]]
    return passed
