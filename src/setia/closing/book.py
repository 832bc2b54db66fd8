"""Book a difference: awards, bookings and ledger entries, in the caller's transaction.

Nobody else moves money meanwhile, since the caller holds the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from setia.closing.changes import (
    Change,
    Split,
    changes_of,
    due_on,
    funding_changes_of,
    split,
)
from setia.closing.difference import Difference
from setia.closing.models import Award, AwardFunding, Booking, CloseRun
from setia.core.days import first_of
from setia.core.write_rows import change_rows, write_rows
from setia.ledger.post import Batch, post
from setia.ledger.templates.award_accrued import award_accrued
from setia.ledger.templates.award_clawed_back import award_clawed_back
from setia.ledger.templates.award_put_in_arrears import award_put_in_arrears
from setia.ledger.templates.award_trued_down import award_trued_down
from setia.ledger.templates.award_trued_up import award_trued_up
from setia.ledger.templates.funding_accrued import funding_accrued
from setia.ledger.templates.funding_taken_back import funding_taken_back
from setia.ledger.transfer import About, Transfer

NEW = (
    "id",
    "program_id",
    "version_id",
    "window_from",
    "window_to",
    "order_id",
    "party_id",
    "payee_id",
    "unit",
    "booked_minor",
    "waiting_minor",
    "released_minor",
    "arrears_minor",
    "final",
    "home_month",
    "due_on",
    "last_run_id",
)
CHANGED = (
    "version_id",
    "booked_minor",
    "waiting_minor",
    "arrears_minor",
    "final",
    "home_month",
    "due_on",
    "last_run_id",
)
BOOKING = (
    "award_id",
    "run_id",
    "version_id",
    "delta_minor",
    "total_minor",
    "final",
    "home_month",
    "measure",
    "tier",
    "place",
)
Template = Callable[[str, str, str, str, int, About], Transfer]


@dataclass(frozen=True)
class Books:
    """What a run needs to know to book.

    Itself, the codes and units of programs by their ids, the promised days by version.
    """

    run: CloseRun
    codes: Mapping[int, str]
    units: Mapping[int, str]
    within: Mapping[int, int]
    batch: Batch

    @property
    def month(self) -> date:
        """Return the month of the run's period."""
        return self.run.period.month


@dataclass(frozen=True)
class Booked:
    """How many awards changed, and how many entries were posted."""

    awards: int
    entries: int


def book(found: Difference, books: Books) -> Booked:
    """Set a difference down; the awards, their history and the ledger stand or fall together."""
    numbered = _numbered(list(changes_of(found.awards)))
    splits = [split(change) for change in numbered]
    together = list(zip(numbered, splits, strict=True))
    known = frozenset(found.awards["id"].drop_null().to_pylist())
    _write_awards(together, known, books)
    write_rows(Booking, BOOKING, [_booking(one, books) for one in numbered])
    transfers = [one for pair in together for one in _postings(*pair, books, known)]
    transfers += _fund(found, numbered, books)
    return Booked(len(numbered), post(transfers, books.batch))


def _numbered(changes: list[Change]) -> list[Change]:
    """Give new awards their ids; only a run makes awards, and it holds the ledger."""
    last: int = Award.objects.aggregate(last=Max("pk"))["last"] or 0
    numbered = []
    for change in changes:
        if change.id is None:
            last += 1
            numbered.append(change._replace(id=last))
        else:
            numbered.append(change)
    return numbered


def _write_awards(
    together: Sequence[tuple[Change, Split]], known: frozenset[int], books: Books
) -> None:
    new, changed = [], []
    for change, parts in together:
        waiting = change.waiting_minor + parts.waiting
        arrears = change.arrears_minor + parts.arrears
        booked = change.booked_minor + change.delta_minor
        home = first_of(change.window_to) if change.final and change.window_to else None
        due = due_on(change.window_to, books.within[change.version_id])
        tail = (change.final, home, due, books.run.pk)
        if change.id in known:
            row = (change.id, change.version_id, booked, waiting, arrears, *tail)
            changed.append(row)
        else:
            sums = (booked, waiting, 0, arrears)
            new.append((change.id, *_place(change), *sums, *tail))
    write_rows(Award, NEW, new)
    change_rows(Award, CHANGED, changed)


def _place(change: Change) -> tuple[object, ...]:
    return (
        change.program_id,
        change.version_id,
        change.window_from,
        change.window_to,
        change.order_id,
        change.party_id,
        change.payee_id,
        change.unit,
    )


def _booking(change: Change, books: Books) -> tuple[object, ...]:
    ended = change.final and change.window_to is not None
    home = first_of(change.window_to) if ended and change.window_to else books.month
    return (
        change.id,
        books.run.pk,
        change.version_id,
        change.delta_minor,
        change.booked_minor + change.delta_minor,
        change.final,
        home,
        change.measure,
        change.tier,
        change.place,
    )


def _postings(
    change: Change, parts: Split, books: Books, known: frozenset[int]
) -> Iterator[Transfer]:
    key = f"award {change.id} run {books.run.pk}"
    who = (books.codes[change.program_id], str(change.payee_id), change.unit)
    about = About("award", change.id or 0)
    if parts.waiting > 0:
        template: Template = award_accrued
        if change.id in known and not change.was_final:
            template = award_trued_up
        yield template(key, *who, parts.waiting, about)
    if parts.waiting < 0:
        template = award_clawed_back if change.was_final else award_trued_down
        yield template(key, *who, -parts.waiting, about)
    if parts.arrears > 0:
        yield award_put_in_arrears(f"{key} arrears", *who, parts.arrears, about)


def _fund(found: Difference, numbered: Sequence[Change], books: Books) -> list[Transfer]:
    """Book the suppliers' parts, and return their postings."""
    ids = {(c.program_id, c.window_from, c.order_id, c.party_id): c.id for c in numbered}
    new, changed, transfers = [], [], []
    for one in funding_changes_of(found.funding):
        place = (one.program_id, one.window_from, one.order_id, one.party_id)
        award = one.award_id or ids[place]
        total = one.booked_minor + one.delta_minor
        if one.id is None:
            new.append((award, one.supplier_id, total))
        else:
            changed.append((one.id, total))
        template: Template = funding_accrued if one.delta_minor > 0 else funding_taken_back
        key = f"funding {award} {one.supplier_id} run {books.run.pk}"
        program = books.codes[one.program_id]
        who = (str(one.supplier_id), program, books.units[one.program_id])
        transfers.append(
            template(key, *who, abs(one.delta_minor), About("award", award or 0))
        )
    write_rows(AwardFunding, ("award_id", "supplier_id", "booked_minor"), new)
    change_rows(AwardFunding, ("booked_minor",), changed)
    return transfers
