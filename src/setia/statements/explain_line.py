"""Why a line of a statement is what it is: down to the sale lines that carry it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

import pyarrow.compute as pc
import pyarrow.parquet as pq

from setia.awards.explain_award import Asked, tell_award
from setia.closing.explained import explanation, plan_in
from setia.closing.models import Award, Booking, CloseRun
from setia.core.errors import NotFound
from setia.people.models import Party
from setia.people.resolve_code import survivors, with_merged
from setia.programs.models import ProgramVersion
from setia.statements.statement import Line, Statement


@dataclass(frozen=True)
class PartOfAward:
    """One sale line with what it counts for in an award, and which part of it it carries."""

    line: Line
    order_id: str
    line_no: int
    basis: Decimal
    amount: Decimal


def tale_of(award: Award, booking: Booking, language: Literal["id", "en"]) -> Any:  # noqa: ANN401 - the engine's tale
    """Return an award as it was booked in a run, told by the engine down to its sale lines.

    Raises:
        NotFound: Nothing that counts is left of it, as after a whole return.
    """
    run, version = booking.run, booking.version
    if not _promised(run, version):
        raise NotFound("award", award.program.code)
    folder, plan = explanation(run, version, ended=booking.final), plan_in(run, version)
    for code in _codes(award.party):
        asked = Asked(code, award.window_from, award.order_id)
        try:
            return tell_award(folder, plan, asked, language)
        except NotFound:
            continue
    raise NotFound("award", award.program.code)


def booking_known(award: Award, statement: Statement) -> Booking | None:
    """Return the last change of an award that a statement knows of."""
    rows = award.bookings.filter(run__at__lte=statement.known_at)
    mine = rows.filter(run__period__month__lte=statement.month)
    return mine.select_related("run__period", "version").order_by("run").last()


def parts_of_awards(statement: Statement) -> list[PartOfAward]:
    """Return the sale lines that carry the awards of a statement, by award.

    Awards that others' sales earned are left out: whose sales those are is not the payee's
    to know.
    """
    mine = with_merged(statement.payee.pk)
    groups: dict[tuple[int, int, bool], list[Line]] = defaultdict(list)
    versions: dict[int, ProgramVersion] = {}
    runs: dict[int, CloseRun] = {}
    for line in _latest(one for unit in statement.units for one in unit.lines):
        booking, run = line.booking, line.run
        if booking is None or run is None or line.award is None:
            continue
        if line.award.party_id in mine and _promised(run, booking.version):
            groups[run.pk, booking.version_id, booking.final].append(line)
            versions[booking.version_id], runs[run.pk] = booking.version, run
    found = []
    for (run_id, version, ended), lines in sorted(groups.items()):
        found += _parts(runs[run_id], versions[version], lines, ended=ended)
    return found


def _latest(lines: Iterable[Line]) -> list[Line]:
    """Keep one line for each award, its last: that one's parts sum to the award."""
    last: dict[int, Line] = {}
    for line in lines:
        if line.booking is None or line.run is None or line.award is None:
            continue
        other = last.get(line.award.pk)
        if other is None or other.run is None or other.run.pk < line.run.pk:
            last[line.award.pk] = line
    return list(last.values())


def _parts(
    run: CloseRun, version: ProgramVersion, lines: Collection[Line], *, ended: bool
) -> list[PartOfAward]:
    folder = explanation(run, version, ended=ended)
    places: dict[tuple[str, date, str], Line] = {}
    for line in lines:
        if line.award is not None:
            for code in _codes(line.award.party):
                places[code, line.award.window_from, line.award.order_id] = line
    parties: Any = pc.field("party_id").isin(sorted({code for code, _, _ in places}))
    rows = pq.read_table(folder / "explain.parquet", filters=parties).to_pylist()
    found = []
    for row in sorted(rows, key=lambda row: (row["order_id"], row["line_no"])):
        place = (row["party_id"], row["window_from"], row["order_id_of_window"] or "")
        if place in places:
            carried = (row["order_id"], row["line_no"], row["basis"], row["amount"])
            found.append(PartOfAward(places[place], *carried))
    return found


def _promised(run: CloseRun, version: ProgramVersion) -> bool:
    return any(one["version"] == version.pk for one in run.promises)


def _codes(party: Party) -> list[str]:
    """Return the code under which a party was known in a run: its own, or whose it became."""
    kept = survivors().get(party.pk)
    if kept is None:
        return [party.code]
    return [party.code, Party.objects.get(pk=kept).code]
