"""Evaluate all live programs over the business's own facts, and keep what came out."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pyarrow as pa
from django.conf import settings

from setia.awards.standing import POINTER, Standing, latest_standing, runs_folder
from setia.core.clock import now
from setia.core.one_at_a_time import one_at_a_time
from setia.programs.promises import Promise, promises, runs_of
from setia.sales.mirror.cursor import Cursor, cursor_now
from setia.sales.mirror.facts_as_known import facts_as_known
from setia_engine.run.duckdb import DuckDBEngine
from setia_engine.run.evaluate import Outcome, evaluate
from setia_engine.run.load import open_facts
from setia_engine.run.write import Results

KEPT_RUNS = 3
"""Older runs go once nobody can be reading them any more."""


def compute_standing() -> Standing:
    """Bring the standing of all live programs up to now, once for all who ask.

    Two processes that ask at once do not both compute: the second waits and finds what the
    first has done.
    """
    with one_at_a_time(runs_folder() / ".lock"):
        latest = latest_standing()
        if latest is not None and latest.key == key_now():
            return latest
        return _computed()


def key_now() -> str:
    """Return what the standing depends on: promises, facts, and the day."""
    parts = [
        f"{one.code} {one.version.digest} {one.plan.period.start} {one.plan.period.end}"
        f" {one.joined}"
        for one in promises()
    ]
    return _key(parts, cursor_now(), now())


def _key(programs: Sequence[str], facts: Cursor, at: datetime) -> str:
    day = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date().isoformat()
    text = json.dumps([programs, asdict(facts), day])
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _computed() -> Standing:
    at, key = now(), key_now()
    with TemporaryDirectory(dir=runs_folder(), prefix=".draft-") as draft:
        folder = Path(draft) / "run"
        evaluate_promises(promises(), at, folder)
        final = runs_folder() / f"{at:%Y%m%dT%H%M%S%f}-{key[:12]}"
        folder.replace(final)
    standing = Standing(final, at, key)
    _point_to(standing)
    _sweep(standing)
    return standing


def evaluate_promises(found: Sequence[Promise], at: datetime, folder: Path) -> None:
    """Evaluate promises as of a moment into a folder of results, explained."""
    folder.mkdir(parents=True)
    zones = {one.plan.period.timezone for one in found} or {settings.TIME_ZONE}
    with (
        facts_as_known(at) as data,
        open_facts(data, zones, workdir=settings.HOME) as facts,
        Results(folder, "parquet", explain=True) as results,
    ):
        outcomes: dict[str, list[Outcome]] = defaultdict(list)
        for together in runs_of(found):
            plans = [one.plan for one in together]
            for outcome in evaluate(plans, facts, DuckDBEngine(facts), at, explain=True):
                outcomes[outcome.plan.id].append(outcome)
        for parts in outcomes.values():
            results.add(joined(parts))
        results.finish([])


def joined(parts: Sequence[Outcome]) -> Outcome:
    """Put together what the versions of one program come to."""
    if len(parts) == 1:
        return parts[0]
    standings = [one.standings for one in parts if one.standings is not None]
    return replace(
        parts[-1],
        awards=pa.concat_tables([one.awards for one in parts]),
        funding=pa.concat_tables([one.funding for one in parts]),
        explain=tuple(table for one in parts for table in one.explain),
        standings=pa.concat_tables(standings) if standings else None,
        lines_without_margin=sum(one.lines_without_margin for one in parts),
    )


def _point_to(standing: Standing) -> None:
    draft = runs_folder() / f".{POINTER}"
    draft.write_text(
        json.dumps(
            {
                "run": standing.folder.name,
                "at": standing.at.isoformat(),
                "key": standing.key,
            }
        ),
        encoding="utf-8",
    )
    draft.replace(runs_folder() / POINTER)


def _sweep(standing: Standing) -> None:
    runs = sorted(path for path in runs_folder().iterdir() if path.name[0].isdigit())
    for path in runs[:-KEPT_RUNS]:
        if path != standing.folder:
            shutil.rmtree(path, ignore_errors=True)
