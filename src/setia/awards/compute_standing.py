"""Evaluate all live programs over the business's own facts, and keep what came out."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from django.conf import settings

from setia.awards.standing import POINTER, Standing, latest_standing, runs_folder
from setia.core.clock import now
from setia.core.one_at_a_time import one_at_a_time
from setia.programs.models import Program
from setia.programs.read_document import read_document
from setia.sales.mirror.cursor import Cursor, cursor_now
from setia.sales.mirror.facts_as_known import facts_as_known
from setia_engine.plan.document import Plan
from setia_engine.run.duckdb import DuckDBEngine
from setia_engine.run.evaluate import evaluate
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
    """Return what the standing depends on: programs, facts, and the day."""
    programs = Program.objects.filter(retirement=None).order_by("code")
    parts = [f"{one.code} {one.digest}" for one in programs]
    return _key(parts, cursor_now(), now())


def _key(programs: Sequence[str], facts: Cursor, at: datetime) -> str:
    day = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date().isoformat()
    text = json.dumps([programs, asdict(facts), day])
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _computed() -> Standing:
    at, key = now(), key_now()
    with TemporaryDirectory(dir=runs_folder(), prefix=".draft-") as draft:
        folder = Path(draft) / "run"
        evaluate_programs(_live(), at, folder)
        final = runs_folder() / f"{at:%Y%m%dT%H%M%S%f}-{key[:12]}"
        folder.replace(final)
    standing = Standing(final, at, key)
    _point_to(standing)
    _sweep(standing)
    return standing


def _live() -> list[Program]:
    return list(Program.objects.filter(retirement=None).order_by("code"))


def evaluate_programs(programs: Sequence[Program], at: datetime, folder: Path) -> None:
    """Evaluate programs together as of a moment into a folder of results, explained.

    Raises:
        PlanRejected: Programs that cannot stand in one run.
    """
    plans = [read_document(program.document) for program in programs]
    with _documents(programs, plans) as files:
        folder.mkdir(parents=True)
        zones = {plan.period.timezone for plan in plans} or {settings.TIME_ZONE}
        with (
            facts_as_known(at) as data,
            open_facts(data, zones, workdir=settings.HOME) as facts,
            Results(folder, "parquet", explain=True) as results,
        ):
            for outcome in evaluate(plans, facts, DuckDBEngine(facts), at, explain=True):
                results.add(outcome)
            results.finish(files)


@contextmanager
def _documents(programs: Sequence[Program], plans: Sequence[Plan]) -> Iterator[list[Path]]:
    """Lay the documents down as files, as results keep them."""
    with TemporaryDirectory(dir=settings.HOME, prefix="plans-") as scratch:
        files = []
        for program, plan in zip(programs, plans, strict=True):
            kind = "json" if program.document.lstrip().startswith("{") else "yaml"
            path = Path(scratch) / f"{plan.id}.{kind}"
            path.write_text(program.document, encoding="utf-8")
            files.append(path)
        yield files


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
