"""Read a payee's statement of a month out of the books."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from setia.closing.models import Booking, CloseRun, Hold, Period
from setia.closing.state import State
from setia.core.clock import now
from setia.ledger.movements import Movement
from setia.people.models import Party
from setia.people.resolve_code import survivors, with_merged
from setia.statements.kinds import (
    AWARD_EVENTS,
    LineKind,
    Section,
    home_of,
    kind_of_booking,
    kind_of_event,
)
from setia.statements.known_books import KnownBooks, known_books, parts_of
from setia.statements.reasons import with_reasons
from setia.statements.statement import Line, Parts, Statement, UnitStatement
from setia.statements.waits import Wait, holds_of, waits_of

SECTION_ORDER = {section: number for number, section in enumerate(Section)}
KIND_ORDER = {kind: number for number, kind in enumerate(LineKind)}


def statement_of(payee: Party, month: date, known_at: datetime | None = None) -> Statement:
    """Return what a payee, with everybody merged into it, is told for a month.

    Only what was posted by ``known_at`` counts, so that the same question gives the same
    answer whenever it is asked. Opening plus lines is closing, as in the ledger.
    """
    at = known_at or now()
    kept = Party.objects.get(pk=survivors().get(payee.pk, payee.pk))
    books = known_books(with_merged(kept.pk), month, at)
    waits = waits_of(books.waiting, books.awards, books.latest(), at)
    holds = holds_of(list(books.awards), at)
    lines = [_standing(line, waits, holds) for line in with_reasons(_lines(books), books)]
    units = _units(books, sorted(lines, key=_order), waits, holds)
    return _told(kept, month, at, units)


@dataclass(frozen=True)
class _Group:
    """Changes of an award that are one line: of one kind, month and revision."""

    award: int
    kind: LineKind
    home: date
    revision: int


def _lines(books: KnownBooks) -> list[Line]:
    parts: dict[_Group, Parts] = defaultdict(Parts)
    last: dict[_Group, tuple[CloseRun, Booking]] = {}
    rest: list[Movement] = []
    for (key, number), booking in sorted(books.bookings.items()):
        run = books.runs[number]
        if run.period.month == books.month and not booking.delta_minor:
            last[_group(books, key, run, booking)] = (run, booking)
    for one in books.moved:
        run_of = _run_of(one, books)
        if run_of is None:
            rest.append(one)
            continue
        booking = books.bookings[one.about_id, run_of.pk]
        group = _group(books, one.about_id, run_of, booking)
        parts[group] += parts_of(one.kind, one.amount_minor)
        if group not in last or last[group][0].pk < run_of.pk:
            last[group] = (run_of, booking)
    awarded = [_of_award(group, *last[group], parts[group], books) for group in last]
    return awarded + list(_of_entries(rest, books))


def _run_of(one: Movement, books: KnownBooks) -> CloseRun | None:
    """Return the run in which a posting about an award was made."""
    number = one.batch.removeprefix("close ")
    if one.event not in AWARD_EVENTS or not number.isdigit():
        return None
    return (
        books.runs[int(number)] if (one.about_id, int(number)) in books.bookings else None
    )


def _group(books: KnownBooks, award: int, run: CloseRun, booking: Booking) -> _Group:
    home = home_of(booking, books.awards[award], run)
    return _Group(award, kind_of_booking(home, run), home, run.revision)


def _of_award(
    group: _Group, run: CloseRun, booking: Booking, parts: Parts, books: KnownBooks
) -> Line:
    award = books.awards[group.award]
    return Line(
        group.kind,
        f"award-{group.award}-run-{run.pk}",
        books.month,
        award.unit,
        parts,
        award=award,
        booking=booking,
        run=run,
        home=group.home,
    )


def _of_entries(moved: list[Movement], books: KnownBooks) -> Iterator[Line]:
    """Yield one line for each posting, whichever of the payee's accounts it touched."""
    by_entry: dict[int, list[Movement]] = defaultdict(list)
    for one in moved:
        by_entry[one.entry].append(one)
    for entry, sides in by_entry.items():
        one = sides[0]
        parts = Parts()
        for side in sides:
            parts += parts_of(side.kind, side.amount_minor)
        adjustment = None
        if one.about_kind == "adjustment":
            adjustment = books.adjustments.get(one.about_id)
        award = books.awards.get(one.about_id) if one.about_kind == "award" else None
        yield Line(
            kind_of_event(one.event),
            f"entry-{entry}",
            one.on,
            one.unit,
            parts,
            award=adjustment.award if adjustment else award,
            adjustment=adjustment,
        )


def _standing(line: Line, waits: dict[int, Wait], holds: dict[int, Hold]) -> Line:
    """Tell of a line's award what it waits for now."""
    if line.award is None:
        return line
    key = line.award.pk
    return replace(line, wait=waits.get(key), hold=holds.get(key))


def _order(line: Line) -> tuple[object, ...]:
    award = line.award
    place = (award.program.code, award.window_from, award.order_id) if award else ()
    kind = (SECTION_ORDER[line.section], KIND_ORDER[line.kind])
    return (*kind, line.on, place or ("", date.min, ""), line.reference)


def _units(
    books: KnownBooks, lines: list[Line], waits: dict[int, Wait], holds: dict[int, Hold]
) -> tuple[UnitStatement, ...]:
    found = {line.unit for line in lines} | {
        unit for unit, parts in books.opening.items() if parts != Parts()
    }
    units = []
    for unit in sorted(found, key=lambda unit: (unit in {"points", "goods"}, unit)):
        mine = tuple(line for line in lines if line.unit == unit)
        opening = books.opening.get(unit, Parts())
        closing = opening
        for line in mine:
            closing += line.parts
        waiting = tuple(one for one in waits.values() if one.award.unit == unit)
        held = tuple(one for key, one in holds.items() if books.awards[key].unit == unit)
        units.append(UnitStatement(unit, opening, mine, closing, waiting, held))
    return tuple(units)


def _told(
    payee: Party, month: date, at: datetime, units: tuple[UnitStatement, ...]
) -> Statement:
    period = Period.objects.filter(month=month).first()
    if period is None:
        return Statement(payee, month, at, None, State.OPEN, None, units)
    run = period.runs.filter(at__lte=at).order_by("number").last()
    revision = 1 + period.reopenings.filter(at__lte=at).count()
    final = period.finalisations.filter(revision=revision, at__lte=at).first()
    state = State.OPEN if run is None else State.REVIEW
    if final is not None:
        paid = period.paid_off.filter(revision=revision, at__lte=at).exists()
        state = State.PAID if paid else State.FINAL
    moment = None if final is None else final.at
    return Statement(payee, month, at, run, state, moment, units)
