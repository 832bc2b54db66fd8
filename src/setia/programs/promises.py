"""What binds: each approved version over the days on which it is in force.

A later version takes over from its first day; the one before ends the day before it. Since
plans of one run need ids of their own, and plans of a stacking group the same period, the
promises of a program's past are evaluated in runs of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from setia.programs.joined import joined_by_program, only_joined
from setia.programs.models import Program, ProgramVersion
from setia.programs.read_document import read_document
from setia_engine.plan.document import Plan
from setia_engine.plan.filters import Eligible

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Promise:
    """One version of a program, with its plan cut to the days on which it is in force.

    Where the program asks partners to join, ``joined`` names who did by code, and the plan
    is cut to them; ``asked`` is whom it is open to.
    """

    version: ProgramVersion
    plan: Plan
    asked: Eligible
    joined: tuple[str, ...] | None = None

    @property
    def code(self) -> str:
        """Return the program's code, which is the plan's id."""
        return self.plan.id


def promises() -> list[Promise]:
    """Return every promise that binds or bound, by program and version; settled ones not."""
    rows = ProgramVersion.objects.approved().filter(program__settlement=None)
    rows = rows.select_related("program__retirement", "approval")
    by_program: dict[int, list[ProgramVersion]] = defaultdict(list)
    for version in rows.order_by("program__code", "number"):
        by_program[version.program_id].append(version)
    joined = joined_by_program()
    return [
        promise
        for versions in by_program.values()
        for promise in _of_program(versions, joined)
    ]


def promises_of(program: Program) -> list[Promise]:
    """Return the promises of one program, by version."""
    rows = ProgramVersion.objects.approved().filter(program=program)
    versions = list(rows.select_related("program__retirement").order_by("number"))
    return _of_program(versions, joined_by_program([program.pk]))


def binding_plan(program: Program, day: date) -> Plan | None:
    """Return what a program says on a day; before its first day what it will say."""
    found = promises_of(program)
    for promise in reversed(found):
        if promise.plan.period.start <= day:
            return promise.plan
    return found[0].plan if found else None


def runs_of(found: Sequence[Promise]) -> list[list[Promise]]:
    """Sort promises into runs that can be evaluated together.

    Programs without a stacking group give one version to each run. The members of a group
    are cut into the stretches over which the same versions are in force.
    """
    runs: dict[int, list[Promise]] = defaultdict(list)
    alone: dict[str, int] = defaultdict(int)
    groups: dict[str, list[Promise]] = defaultdict(list)
    for promise in found:
        if promise.plan.stacking is not None:
            groups[promise.plan.stacking.group].append(promise)
        else:
            runs[alone[promise.code]].append(promise)
            alone[promise.code] += 1
    for members in groups.values():
        for number, together in enumerate(_stretches(members)):
            runs[number].extend(together)
    return [runs[number] for number in sorted(runs)]


def _of_program(
    versions: Sequence[ProgramVersion], joined: Mapping[int, tuple[str, ...]]
) -> list[Promise]:
    found = []
    for number, version in enumerate(versions):
        plan = read_document(version.document)
        start = max(plan.period.start, version.from_date)
        later = [one.from_date for one in versions[number + 1 :]]
        retirement = getattr(version.program, "retirement", None)
        ends = [day - ONE_DAY for day in later]
        ends += [] if retirement is None else [retirement.last_day]
        end = _earliest([plan.period.end, *ends])
        if end is None or start <= end:
            who = joined.get(version.program_id)
            narrowed = only_joined(cut(plan, start, end), who)
            found.append(Promise(version, narrowed, plan.eligible, who))
    return found


def cut(plan: Plan, start: date, end: date | None) -> Plan:
    """Return a plan over some of its days."""
    if (plan.period.start, plan.period.end) == (start, end):
        return plan
    period = plan.period.model_copy(update={"start": start, "end": end})
    return plan.model_copy(update={"period": period})


def _stretches(members: Sequence[Promise]) -> list[list[Promise]]:
    """Cut the members of a group where one of them begins or ends."""
    starts = {one.plan.period.start for one in members}
    ends = {one.plan.period.end for one in members if one.plan.period.end is not None}
    edges = sorted(starts | {end + ONE_DAY for end in ends})
    found = []
    for number, start in enumerate(edges):
        after = edges[number + 1] if number + 1 < len(edges) else None
        end = None if after is None else after - ONE_DAY
        here = [one for one in members if _covers(one.plan, start, end)]
        if here:
            found.append([replace(one, plan=cut(one.plan, start, end)) for one in here])
    return found


def _covers(plan: Plan, start: date, end: date | None) -> bool:
    if plan.period.start > start:
        return False
    return plan.period.end is None or (end is not None and end <= plan.period.end)


def _earliest(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)
