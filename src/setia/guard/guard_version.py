"""Guard a version: simulate it over the business's own sales, and keep the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from importlib.metadata import version as version_of
from typing import Any

from django.conf import settings

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict
from setia.guard.assumed import as_data
from setia.programs.keep_report import Guarding, keep_report
from setia.programs.models import GuardReport, ProgramVersion, Verdict
from setia.programs.promises import promises, runs_of
from setia.programs.read_document import read_document
from setia.sales.mirror.cursor import cursor_now
from setia.sales.mirror.facts_as_known import facts_as_known
from setia_engine.facts.laid import LaidFacts
from setia_engine.plan.document import Plan
from setia_engine.run.load import open_facts
from setia_engine.simulate.assumptions import Assumptions
from setia_engine.simulate.report import Report
from setia_engine.simulate.simulate import simulate, tell_nobody

Tell = Callable[[str, int, int], None]
KEPT_ROWS = 500
"""So many products that leave least, and parties that get most, are kept with a report."""


def guard_version(
    version: ProgramVersion,
    assumptions: Assumptions,
    by: Actor,
    tell: Tell = tell_nobody,
) -> GuardReport:
    """Find out what a draft would cost and leave beside what binds, and keep the report.

    Evaluating takes no lock of the database; the report is kept as a whole or not at all.

    Raises:
        NotPermitted: The actor may not guard programs.
        Conflict: It is no draft any more, or was written anew meanwhile.
    """
    by.must("program.guard")
    if not ProgramVersion.objects.drafts().filter(pk=version.pk).exists():
        raise Conflict("program.changed_meanwhile", code=version.program.code)
    digest, plan = version.digest, read_document(version.document)
    others = _others(plan)
    cursor, at = cursor_now(), now()
    zones = {plan.period.timezone, *(one.period.timezone for run in others for one in run)}
    with _laid(zones) as facts:
        report = simulate(plan, others, facts, at, assumptions, tell)
    found = Guarding(
        digest=digest,
        verdict=Verdict(report.verdict),
        assumptions=as_data(assumptions),
        report=_kept(report),
        cursor=asdict(cursor),
        engine=version_of("setia"),
        at=at,
    )
    return keep_report(version, found, by)


def _kept(report: Report) -> dict[str, Any]:
    """Return a report as it is kept: of very many products and parties those that matter."""
    data = report.as_data()
    figures = data["figures"]
    if figures is not None:
        figures["counts"] = {name: len(figures[name]) for name in ("products", "parties")}
        for name in figures["counts"]:
            figures[name] = figures[name][:KEPT_ROWS]
    return data


def _others(plan: Plan) -> list[list[Plan]]:
    """Return the plans that bind, in the runs that they are evaluated in."""
    found = [one for one in promises() if one.code != plan.id]
    return [[one.plan for one in run] for run in runs_of(found)]


@contextmanager
def _laid(zones: set[str]) -> Iterator[LaidFacts]:
    """Lay the facts known now down; the mirror is free again as soon as they are."""
    with ExitStack() as stack:
        with facts_as_known(now()) as data:
            facts = stack.enter_context(open_facts(data, zones, workdir=settings.HOME))
        yield facts
