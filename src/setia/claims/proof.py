"""The proof of a claim: which program gave whom what, and which part the supplier bears."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from setia.claims.models import Claim, ClaimLine
from setia.claims.unclaimed import AT_ONCE
from setia.closing.models import Award, Booking
from setia.people.resolve_code import codes_to_ids, survivors
from setia.programs.models import ProgramVersion
from setia.programs.read_document import read_document


@dataclass(frozen=True)
class Partner:
    """One award of a partner, and what the supplier bears of it in this claim.

    ``award_minor`` is what the award comes to by the claim; ``part_minor`` the change of the
    supplier's part that this claim contains. Where ``home_month`` is earlier than the claim's
    month, the change came late.
    """

    code: str
    name: str
    order_id: str
    home_month: date
    measure: str
    award_minor: int
    share: Decimal | None
    part_minor: int


@dataclass(frozen=True)
class Window:
    """One window of a program with its partners."""

    start: date
    end: date | None
    partners: tuple[Partner, ...]

    @property
    def part_minor(self) -> int:
        """Return what the supplier bears of the window in this claim."""
        return sum(one.part_minor for one in self.partners)


@dataclass(frozen=True)
class Program:
    """One program with its windows."""

    code: str
    title: str
    windows: tuple[Window, ...]

    @property
    def part_minor(self) -> int:
        """Return what the supplier bears of the program in this claim."""
        return sum(one.part_minor for one in self.windows)


@dataclass(frozen=True)
class Proof:
    """A claim with everything that it is made of; the parts sum to its amount."""

    claim: Claim
    programs: tuple[Program, ...]

    @property
    def partners(self) -> int:
        """Return how many awards there are."""
        return sum(
            len(one.partners) for program in self.programs for one in program.windows
        )


Given = tuple[Award, Partner]


def proof_of(claim: Claim) -> Proof:
    """Return the proof of a claim: programs, their windows, the partners in each."""
    found = sorted(_given(claim), key=_order)
    programs = []
    for code, group in groupby(found, key=lambda one: one[0].program.code):
        rows = list(group)
        programs.append(Program(code, rows[0][0].program.title, _windows(rows)))
    return Proof(claim, tuple(programs))


def _given(claim: Claim) -> Iterator[Given]:
    """Yield each award with what of it the claim contains, month by month."""
    sums: dict[tuple[int, date], int] = defaultdict(int)
    runs: dict[int, int] = {}
    rows = ClaimLine.objects.filter(claim=claim).values_list(
        "award", "home_month", "run", "amount_minor"
    )
    for key, home, run, amount in rows:
        sums[key, home] += amount
        runs[key] = max(run, runs.get(key, run))
    awards, bookings = awards_by_id(sorted(runs)), bookings_until(runs)
    shares = _shares(claim, {one.version_id for one in bookings.values()})
    for (key, home), part in sums.items():
        if part:
            award = awards[key]
            yield award, _partner(award, home, part, bookings.get(key), shares)


def _order(one: Given) -> tuple[object, ...]:
    award, partner = one
    return (
        *_window_of(award),
        partner.name,
        partner.code,
        partner.order_id,
        partner.home_month,
    )


def awards_by_id(keys: Sequence[int]) -> dict[int, Award]:
    """Return awards with their parties and programs."""
    found: dict[int, Award] = {}
    for start in range(0, len(keys), AT_ONCE):
        rows = Award.objects.filter(pk__in=keys[start : start + AT_ONCE])
        found |= {one.pk: one for one in rows.select_related("party", "program")}
    return found


def bookings_until(runs: Mapping[int, int]) -> dict[int, Booking]:
    """Return for each award its booking that stood after a run."""
    keys, found = sorted(runs), {}
    for start in range(0, len(keys), AT_ONCE):
        rows = Booking.objects.filter(award__in=keys[start : start + AT_ONCE])
        for one in rows.order_by("run"):
            if one.run_id <= runs[one.award_id]:
                found[one.award_id] = one
    return found


def _partner(
    award: Award,
    home: date,
    part: int,
    booking: Booking | None,
    shares: Mapping[int, Decimal],
) -> Partner:
    return Partner(
        code=award.party.code,
        name=award.party.name,
        order_id=award.order_id,
        home_month=home,
        measure="" if booking is None else booking.measure,
        award_minor=0 if booking is None else booking.total_minor,
        share=None if booking is None else shares.get(booking.version_id),
        part_minor=part,
    )


def _window_of(award: Award) -> tuple[str, date, date]:
    return award.program.code, award.window_from, award.window_to or date.max


def _windows(rows: Sequence[Given]) -> tuple[Window, ...]:
    found = []
    for _, group in groupby(rows, key=lambda one: _window_of(one[0])):
        here = list(group)
        first = here[0][0]
        partners = tuple(partner for _, partner in here)
        found.append(Window(first.window_from, first.window_to, partners))
    return tuple(found)


def _shares(claim: Claim, versions: set[int]) -> dict[int, Decimal]:
    """Return the share that each version of a program asks of the supplier."""
    found, ends = {}, survivors()
    supplier = ends.get(claim.supplier_id, claim.supplier_id)
    for version in ProgramVersion.objects.filter(pk__in=versions):
        for funder in read_document(version.document).funding:
            if codes_to_ids([funder.party]).get(funder.party) == supplier:
                found[version.pk] = funder.share
    return found
