"""Issue the statements of a run: the sums of every payee, in few queries for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Max, Q

from setia.closing.models import Booking, CloseRun
from setia.core.days import last_of
from setia.core.write_rows import write_rows
from setia.ledger.models import Entry
from setia.ledger.movements import Change, Side, changes, changes_about, sums_before
from setia.people.resolve_code import survivors
from setia.statements.kinds import AWARD_EVENTS, Section, kind_of_event, section_of
from setia.statements.known_books import KINDS, parts_of
from setia.statements.models import IssuedStatement

COLUMNS = (
    "run_id",
    "payee_id",
    "unit",
    "opening_minor",
    "earned_minor",
    "adjusted_minor",
    "paid_minor",
    "closing_minor",
)
OPENING = "opening"
MOST_TOUCHED = 500
"""With more payees touched than this all rows are made anew."""
Sums = dict[tuple[int, str], dict[str, int]]
"""By payee and unit, by section."""


def issue_statements(run: CloseRun) -> int:
    """Keep what the run's month comes to for everybody with anything in it; return how many.

    Only what was posted up to the run counts, so that issuing again, also later, finds every
    row there already and adds none. Where little was posted since the month's last run, the
    rows of everybody else are carried over from it.
    """
    before = _last_issued(run)
    touched = None if before is None else _touched(before, run)
    if before is None or touched is None:
        rows = list(rows_of(run))
    else:
        rows = [*_carried(before, run, touched), *rows_of(run, touched)]
    with transaction.atomic():
        return write_rows(IssuedStatement, COLUMNS, rows, unless="run_id, payee_id, unit")


def rows_of(
    run: CloseRun, owners: frozenset[str] | None = None
) -> Iterator[tuple[object, ...]]:
    """Yield the rows of a run, of some owners of accounts or of all, in the order of payees."""
    yield from _rows(run, _sums(run, owners))


def _last_issued(run: CloseRun) -> CloseRun | None:
    """Return the run before in the same month, if its statements were issued."""
    before = run.period.runs.filter(number__lt=run.number).order_by("number").last()
    if before is None or not IssuedStatement.objects.filter(run=before).exists():
        return None
    return before


def _touched(before: CloseRun, run: CloseRun) -> frozenset[str] | None:
    """Return whose accounts moved between two runs, with everybody merged with them.

    None where they are too many, where somebody was merged, or the revision is another one.
    """
    if before.cursor.get("merge") != run.cursor.get("merge"):
        return None
    if before.revision != run.revision:
        return None
    last = Entry.objects.filter(batch=f"close {before.number}").aggregate(last=Max("pk"))
    since = Entry.objects.filter(at__lte=run.at)
    # What was posted later has a larger id, since whoever posts holds the ledger.
    if last["last"] is None:
        since = since.filter(at__gt=before.at)
    else:
        since = since.filter(pk__gt=last["last"])
    owners = {
        owner
        for side in ("debit", "credit")
        for owner in since.filter(**{f"{side}__kind__in": KINDS})
        .order_by()
        .values_list(f"{side}__owner", flat=True)
        .distinct()
    }
    if len(owners) > MOST_TOUCHED:
        return None
    ends = survivors()
    kept = {ends.get(int(owner), int(owner)) for owner in owners}
    gone = {one for one, end in ends.items() if end in kept}
    return frozenset(str(one) for one in kept | gone)


def _carried(
    before: CloseRun, run: CloseRun, touched: frozenset[str]
) -> Iterator[tuple[object, ...]]:
    """Yield the rows of the run before for everybody of whom nothing moved since."""
    names = COLUMNS[1:]
    for row in IssuedStatement.objects.filter(run=before).values_list(*names):
        if str(row[0]) not in touched:
            yield (run.pk, *row)


def _sums(run: CloseRun, owners: frozenset[str] | None) -> Sums:
    month = run.period.month
    which = Side(KINDS, run.at, owners)
    sums: Sums = defaultdict(lambda: defaultdict(int))
    for (kind, owner, unit), amount in sums_before(which, month).items():
        sums[int(owner), unit][OPENING] += parts_of(kind, amount).amount_minor
    revisions = {
        f"close {one.number}": one.revision
        for one in run.period.runs.filter(number__lte=run.number)
    }
    for change in changes(which, month, last_of(month)):
        section = _section(change, revisions)
        _add(sums, change, section, 1)
    for change in _of_earlier_months(run, which, revisions):
        _add(sums, change, Section.EARNED, -1)
        _add(sums, change, Section.ADJUSTED, 1)
    return sums


def _section(change: Change, revisions: dict[str, int]) -> Section:
    if change.event not in AWARD_EVENTS or change.batch not in revisions:
        section = section_of(kind_of_event(change.event))
        # What only moves between the payee's own accounts comes to nothing in sum.
        return Section.PAID if section == Section.MOVED else section
    return Section.EARNED if revisions[change.batch] == 1 else Section.ADJUSTED


def _of_earlier_months(
    run: CloseRun, which: Side, revisions: dict[str, int]
) -> Iterator[Change]:
    """Yield what first revisions of this month changed of months before it."""
    month = run.period.month
    first = [int(name.split()[1]) for name, revision in revisions.items() if revision == 1]
    earlier = Q(home_month__lt=month) | Q(final=True, award__window_to__lt=month)
    rows = Booking.objects.filter(earlier, run__in=first).exclude(delta_minor=0)
    awards: dict[int, set[int]] = defaultdict(set)
    for award, number in rows.values_list("award", "run"):
        awards[number].add(award)
    for number, keys in sorted(awards.items()):
        for change in changes_about(which, f"close {number}", ("award", keys)):
            if change.event in AWARD_EVENTS:
                yield change


def _add(sums: Sums, change: Change, section: str, sign: int) -> None:
    amount = parts_of(change.kind, change.amount_minor).amount_minor
    sums[int(change.owner), change.unit][section] += sign * amount


def _rows(run: CloseRun, sums: Sums) -> Iterator[tuple[object, ...]]:
    """Yield one row for each payee that counts today, with those merged into it."""
    ends = survivors()
    together: Sums = defaultdict(lambda: defaultdict(int))
    moved = set()
    for (owner, unit), by_section in sums.items():
        place = (ends.get(owner, owner), unit)
        if by_section.keys() - {OPENING}:
            moved.add(place)
        for section, amount in by_section.items():
            together[place][section] += amount
    for place in sorted(together):
        found = together[place]
        parts = [found[OPENING], *(found[one] for one in list(Section)[:3])]
        if place in moved or any(parts):
            yield (run.pk, *place, *parts, sum(parts))
