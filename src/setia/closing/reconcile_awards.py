"""Hold awards against the ledger and their own history. It repairs nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum

from setia.closing.models import Award, AwardFunding, Booking
from setia.ledger.models import Entry
from setia.ledger.models.account import AccountKind
from setia.ledger.reconcile import Difference

ADDS_WAITING = ("award_accrued", "award_trued_up")
TAKES_WAITING = ("award_trued_down", "award_clawed_back")
RELEASES = ("award_released", "points_granted")
ARREARS = "award_put_in_arrears"
AT_ONCE = 10_000
Counted = Mapping[str, int]
"""What was posted about an award, by event, in hundredths."""


def reconcile_awards() -> list[Difference]:
    """Return every award, and every supplier's part of one, that the entries do not bear out."""
    return [*_awards(), *_funding()]


def _awards() -> Iterator[Difference]:
    posted = _posted()
    last = Booking.objects.filter(award=OuterRef("pk")).order_by("-run")
    rows = Award.objects.annotate(last_total=Subquery(last.values("total_minor")[:1]))
    for award in rows.order_by("pk").iterator(AT_ONCE):
        counted = posted.pop(award.pk, {})
        released = _sum(counted, *RELEASES)
        waiting = _sum(counted, *ADDS_WAITING) - _sum(counted, *TAKES_WAITING) - released
        for part, kept, real in (
            ("waiting", award.waiting_minor, waiting),
            ("released", award.released_minor, released),
            ("arrears", award.arrears_minor, _sum(counted, ARREARS)),
            ("booked", award.booked_minor, award.last_total or 0),
        ):
            if kept != real:
                yield Difference(f"award {award.pk} {part}", kept, real)
    for key, counted in sorted(posted.items()):
        yield Difference(f"award {key} is missing", 0, sum(counted.values()))


def _posted() -> dict[int, dict[str, int]]:
    """Sum what was posted about each award; what nets points concerns the payee, not it."""
    events = (*ADDS_WAITING, *TAKES_WAITING, *RELEASES, ARREARS)
    rows = _about_awards().filter(event__in=events).values("about_id", "event")
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for row in rows.annotate(sum=Sum("amount_minor")).iterator(AT_ONCE):
        found[row["about_id"]][row["event"]] = row["sum"]
    return found


def _funding() -> Iterator[Difference]:
    posted = _charged()
    rows = AwardFunding.objects.order_by("pk")
    for award, supplier, kept in rows.values_list(
        "award", "supplier", "booked_minor"
    ).iterator(AT_ONCE):
        real = posted.pop((award, str(supplier)), 0)
        if kept != real:
            yield Difference(f"award {award} borne by {supplier}", kept, real)
    for (award, owner), real in sorted(posted.items()):
        if real:
            yield Difference(f"award {award} borne by {owner}", 0, real)


def _charged() -> dict[tuple[int, str], int]:
    found: dict[tuple[int, str], int] = defaultdict(int)
    for event, side, sign in (
        ("funding_accrued", "debit", 1),
        ("funding_taken_back", "credit", -1),
    ):
        rows = _about_awards().filter(
            **{"event": event, f"{side}__kind": AccountKind.UNCLAIMED}
        )
        sums = rows.values("about_id", owner=F(f"{side}__owner"))
        for row in sums.annotate(sum=Sum("amount_minor")).iterator(AT_ONCE):
            found[row["about_id"], row["owner"]] += sign * row["sum"]
    return found


def _about_awards() -> QuerySet[Entry]:
    return Entry.objects.filter(about_kind="award").order_by()


def _sum(counted: Counted, *events: str) -> int:
    return sum(counted.get(event, 0) for event in events)
