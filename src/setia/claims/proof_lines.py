"""The sale lines that a claim rests on, each with its part, summing exactly to the claim.

A supplier's part of an award is shared out over the award's sale lines by what each carries
of the award. Where the part changed from one closing to another, each line's change is the
difference of both, so that whatever a claim contains sums to the line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from setia.claims.carried_lines import Carried, carried_lines
from setia.claims.models import Claim, ClaimLine
from setia.claims.proof import awards_by_id
from setia.claims.share_out import shared_out
from setia.claims.unclaimed import AT_ONCE, charges_about
from setia.closing.models import Award, Booking, CloseRun
from setia.programs.models import ProgramVersion


@dataclass(frozen=True)
class ProofLine:
    """One sale line with what it carries: of the award, and of the supplier's part of it.

    Amounts in hundredths; quantity and amount of the line as they were sold. A part that no
    sale line carries has no order.
    """

    award: Award
    order_id: str
    line_no: int | None
    product: str
    quantity: Decimal | None
    amount: Decimal | None
    award_minor: int
    part_minor: int


class Moment(NamedTuple):
    """What a supplier bore of an award once a run was booked; ``sign`` adds or takes away."""

    award: int
    run: int
    sign: int
    part_minor: int


class Source(NamedTuple):
    """Where an award is explained: the run that booked it, its version, its window's state."""

    run: int
    version: int
    ended: bool


def proof_lines(claim: Claim) -> Iterator[ProofLine]:
    """Yield the sale lines of a claim, program by program, each award's by order and line.

    The programs are evaluated once more where nobody asked before, over the facts as they
    were known when the claim's changes were booked.
    """
    lines = ClaimLine.objects.filter(claim=claim)
    programs = lines.order_by().values_list("award__program", "award__program__code")
    for program, _ in sorted(programs.distinct(), key=lambda one: one[1]):
        mine = list(lines.filter(award__program=program))
        yield from _of_program(claim, mine)


def _of_program(claim: Claim, lines: Sequence[ClaimLine]) -> Iterator[ProofLine]:
    awards = awards_by_id(sorted({one.award_id for one in lines}))
    moments = _moments(claim, lines)
    told: dict[int, dict[tuple[str, int], Carried]] = defaultdict(dict)
    carries: dict[int, dict[tuple[str, int], list[int]]] = defaultdict(
        lambda: defaultdict(lambda: [0, 0])
    )
    for source, here in sorted(_by_source(moments).items()):
        for one, carried in _carried(source, here, awards):
            for line, part in zip(carried, _parts(one, carried), strict=True):
                place = (line.order_id, line.line_no)
                told[one.award][place] = line
                carries[one.award][place][0] += one.sign * line.award_minor
                carries[one.award][place][1] += one.sign * part
    for key in sorted(carries, key=lambda key: _order(awards[key])):
        for place, (award_minor, part_minor) in sorted(carries[key].items()):
            if award_minor or part_minor:
                yield _line(awards[key], told[key][place], award_minor, part_minor)


def _moments(claim: Claim, lines: Sequence[ClaimLine]) -> list[Moment]:
    """Return what is added and taken away; what follows on itself cancels out."""
    wanted = {one.entry_id for one in lines}
    keys = sorted({one.award_id for one in lines})
    signs: dict[tuple[int, int], int] = defaultdict(int)
    parts: dict[tuple[int, int], int] = {}
    for award, charges in charges_about(keys, claim.supplier_id).items():
        total, before = 0, None
        for charge in charges:
            total += charge.amount_minor
            parts[award, charge.run] = total
            if charge.entry in wanted:
                signs[award, charge.run] += 1
                if before is not None:
                    signs[award, before] -= 1
            before = charge.run
    return [
        Moment(award, run, sign, parts[award, run])
        for (award, run), sign in signs.items()
        if sign and parts[award, run]
    ]


def _by_source(moments: Sequence[Moment]) -> dict[Source, list[Moment]]:
    """Sort by the run in which the award was booked as it then stood."""
    keys = sorted({one.award for one in moments})
    bookings: dict[int, list[Booking]] = defaultdict(list)
    for start in range(0, len(keys), AT_ONCE):
        rows = Booking.objects.filter(award__in=keys[start : start + AT_ONCE])
        for row in rows.order_by("run"):
            bookings[row.award_id].append(row)
    found: dict[Source, list[Moment]] = defaultdict(list)
    for one in moments:
        stood = [row for row in bookings[one.award] if row.run_id <= one.run]
        last = stood[-1] if stood else None
        if last is None:
            found[Source(one.run, 0, ended=True)].append(one)
        else:
            found[Source(last.run_id, last.version_id, last.final)].append(one)
    return found


def _carried(
    source: Source, moments: Sequence[Moment], awards: Mapping[int, Award]
) -> Iterator[tuple[Moment, list[Carried]]]:
    version = ProgramVersion.objects.select_related("program").filter(pk=source.version)
    found: dict[int, list[Carried]] = {}
    if (row := version.first()) is not None:
        run = CloseRun.objects.get(pk=source.run)
        mine = [awards[key] for key in sorted({one.award for one in moments})]
        found = carried_lines(run, row, mine, ended=source.ended)
    for one in moments:
        yield one, found.get(one.award) or [Carried("", 0, "", None, None, 0)]


def _parts(moment: Moment, carried: Sequence[Carried]) -> list[int]:
    return shared_out(moment.part_minor, [one.award_minor for one in carried])


def _line(award: Award, line: Carried, award_minor: int, part_minor: int) -> ProofLine:
    return ProofLine(
        award,
        line.order_id,
        line.line_no if line.order_id else None,
        line.product,
        line.quantity,
        line.amount,
        award_minor,
        part_minor,
    )


def _order(award: Award) -> tuple[object, ...]:
    return award.window_from, award.party.name, award.party.code, award.order_id, award.pk
