"""A run's awards explained, down to the sale lines, as they were known at its cut-off.

A run books sums; their explanation is evaluated when somebody asks for it, over the facts
known at the cut-off and the registers as they were kept then, and stays in a folder. The
same evaluation gives the same bytes, so that the explanation is of the sum that was booked.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from setia.closing.models import CloseRun
from setia.core.days import last_of
from setia.core.one_at_a_time import one_at_a_time
from setia.programs.joined import only_joined
from setia.programs.models import ProgramVersion
from setia.programs.promises import cut
from setia.programs.read_document import read_document
from setia.sales.mirror.facts_as_known import facts_as_known
from setia_engine.plan.document import Plan
from setia_engine.run.duckdb import DuckDBEngine
from setia_engine.run.evaluate import evaluate
from setia_engine.run.load import open_facts
from setia_engine.run.write import Results

REGISTERS = ("parties", "party_history", "products")


@contextmanager
def registers_kept(cutoff: datetime) -> Iterator[Path]:
    """Yield a copy of who and what was known, since registers are edited, unlike sales.

    It is taken before the run books, as whoever holds the ledger waits for nobody.
    """
    root = Path(settings.AWARDS_FOLDER) / "closes"
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=root, prefix=".registers-") as scratch:
        folder = Path(scratch) / "registers"
        folder.mkdir()
        with facts_as_known(cutoff) as known:
            for name in REGISTERS:
                shutil.copyfile(known / f"{name}.parquet", folder / f"{name}.parquet")
        yield folder


def keep_registers(run: CloseRun, kept: Path) -> None:
    """Put the copy in the run's place; what an earlier try left there goes."""
    place = folder_of(run) / "registers"
    shutil.rmtree(place, ignore_errors=True)
    kept.replace(place)


def explanation(run: CloseRun, version: ProgramVersion, *, ended: bool) -> Path:
    """Return the folder of results in which a version's awards of a run are explained.

    Awards of windows that had ended are explained over all facts of the cut-off, those of
    running windows over the sales up to the last day of the run's month.
    """
    folder = folder_of(run) / f"{version.pk}-{'ended' if ended else 'running'}"
    with one_at_a_time(folder_of(run) / ".lock"):
        if not folder.is_dir():
            _explain(run, version, folder, ended=ended)
    return folder


def plan_in(run: CloseRun, version: ProgramVersion) -> Plan:
    """Return a version's plan as it was cut in a run."""
    kept = next(one for one in run.promises if one["version"] == version.pk)
    end = date.fromisoformat(kept["to"]) if kept["to"] else None
    plan = cut(read_document(version.document), date.fromisoformat(kept["from"]), end)
    return only_joined(plan, kept.get("joined"))


def folder_of(run: CloseRun) -> Path:
    """Return where a run's registers and explanations lie."""
    folder = Path(settings.AWARDS_FOLDER) / "closes" / str(run.number)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _explain(run: CloseRun, version: ProgramVersion, folder: Path, *, ended: bool) -> None:
    plans = _together(run, version)
    until = None if ended else last_of(run.period.month)
    with TemporaryDirectory(dir=folder_of(run), prefix=".draft-") as draft:
        results = Path(draft) / "results"
        zones = {plan.period.timezone for plan in plans}
        with (
            _facts(run, until) as data,
            open_facts(data, zones, workdir=settings.HOME) as facts,
            Results(results, "parquet", explain=True) as written,
        ):
            engine = DuckDBEngine(facts)
            for outcome in evaluate(plans, facts, engine, run.cutoff, explain=True):
                if outcome.plan.id == version.program.code:
                    written.add(outcome)
            written.finish([])
        results.replace(folder)


def _together(run: CloseRun, version: ProgramVersion) -> list[Plan]:
    """Return the version's plan with those of its stacking group, cut as in the run."""
    plan = plan_in(run, version)
    if plan.stacking is None:
        return [plan]
    ids = [one["version"] for one in run.promises]
    rows = ProgramVersion.objects.filter(pk__in=ids).select_related("program")
    members = [plan_in(run, row) for row in rows if row.program_id != version.program_id]
    group = [
        one
        for one in members
        if one.stacking is not None
        and one.stacking.group == plan.stacking.group
        and one.period == plan.period
    ]
    return [plan, *group]


@contextmanager
def _facts(run: CloseRun, until: date | None) -> Iterator[Path]:
    """Yield the sales as they were known, beside the registers as they were kept."""
    with (
        facts_as_known(run.cutoff, sold_until=until) as known,
        TemporaryDirectory(dir=settings.HOME, prefix="run-") as scratch,
    ):
        folder = Path(scratch)
        lines = known / "sale_lines"
        if lines.is_dir():
            (folder / "sale_lines").symlink_to(lines)
        else:
            (folder / "sale_lines.parquet").symlink_to(known / "sale_lines.parquet")
        for name in REGISTERS:
            (folder / f"{name}.parquet").symlink_to(
                folder_of(run) / "registers" / f"{name}.parquet"
            )
        yield folder
