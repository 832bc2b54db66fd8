"""Release awards: what waited for its window, a payment or a return window may be paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from setia.closing.events import AWARDS_RELEASED
from setia.closing.models import Award, Finalisation
from setia.closing.paid_share import paid_parts
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.record_event import record_event
from setia.core.write_rows import change_rows
from setia.ledger.balances import balances_of
from setia.ledger.models.account import AccountKind
from setia.ledger.post import Batch, hold_ledger, post
from setia.ledger.templates.award_released import award_released
from setia.ledger.templates.points_granted import points_granted
from setia.ledger.templates.points_netted import points_netted
from setia.ledger.transfer import About, Transfer
from setia.programs.models import ProgramVersion
from setia.programs.read_document import read_document
from setia_engine.plan.terms import Settlement

POINTS = "points"


@dataclass(frozen=True)
class Release:
    """One award of which an amount may be paid now."""

    award: Award
    amount_minor: int


def release_awards(by: Actor) -> int:
    """Release whatever may be released now; return how many awards.

    What may be is found out first, since whoever holds the ledger waits for nobody; an award
    that changed meanwhile is left to the next time.

    Raises:
        NotPermitted: The actor may not close periods.
    """
    by.must("period.close")
    day = today(settings.TIME_ZONE)
    asked = {one.award.pk: one for one in releasable(day)}
    if not asked:
        return 0
    with transaction.atomic():
        hold_ledger()
        found = [
            Release(award, asked[award.pk].amount_minor)
            for award in _waiting()
            if award.pk in asked and _is_as_it_was(award, asked[award.pk].award)
        ]
        _release(found, day, by)
    return len(found)


def _is_as_it_was(award: Award, before: Award) -> bool:
    names = ("waiting_minor", "released_minor", "arrears_minor", "last_run_id")
    return all(getattr(award, name) == getattr(before, name) for name in names)


def _release(found: Sequence[Release], day: date, by: Actor) -> None:
    if not found:
        return
    at = now()
    transfers = [_posting(one) for one in found]
    post(transfers, Batch(f"release {at:%Y%m%dT%H%M%S%f}", at, day))
    _net_points(found, Batch(f"net points {at:%Y%m%dT%H%M%S%f}", at, day))
    rows = [
        (
            one.award.pk,
            one.award.waiting_minor - one.amount_minor,
            one.award.released_minor + one.amount_minor,
        )
        for one in found
    ]
    change_rows(Award, ("waiting_minor", "released_minor"), rows)
    record_event(AWARDS_RELEASED, by, ("release", f"{at:%Y-%m-%d}"), {"awards": len(found)})


def releasable(day: date) -> list[Release]:
    """Return the awards of final periods that wait for nothing any more."""
    terms = _terms()
    at_once: list[Release] = []
    when_paid: dict[tuple[int, int], list[Award]] = defaultdict(list)
    for award in _waiting():
        term = terms[award.version_id]
        ends = award.window_to or day
        if day < ends + timedelta(days=term.hold):
            continue
        if term.release == "when_paid":
            when_paid[award.last_run_id, award.version_id].append(award)
        else:
            at_once.append(Release(award, award.waiting_minor))
    for (run, version), awards in when_paid.items():
        at_once += _of_paid_orders(run, version, awards)
    return at_once


def _of_paid_orders(run: int, version: int, awards: Sequence[Award]) -> list[Release]:
    """Release as much of each award as its paid orders carry."""
    paid = paid_parts(run, version, awards)
    found = []
    for award in awards:
        so_far = award.released_minor - award.arrears_minor
        amount = min(award.waiting_minor, paid.get(award.pk, 0) - so_far)
        if amount > 0:
            found.append(Release(award, amount))
    return found


def _waiting() -> QuerySet[Award]:
    """Awards of ended windows whose last change was made in a revision that is final."""
    final = Finalisation.objects.filter(
        period=OuterRef("last_run__period"), revision=OuterRef("last_run__revision")
    )
    rows = Award.objects.filter(waiting_minor__gt=0, final=True)
    return rows.filter(Exists(final)).select_related("last_run", "party")


def _terms() -> dict[int, Settlement]:
    versions = ProgramVersion.objects.approved().filter(
        Exists(Award.objects.filter(version=OuterRef("pk"), waiting_minor__gt=0))
    )
    return {one.pk: read_document(one.document).settlement for one in versions}


def _posting(one: Release) -> Transfer:
    award = one.award
    key = f"release {award.pk} after {award.released_minor}"
    about, payee = About("award", award.pk), str(award.payee_id)
    if award.unit == POINTS:
        return points_granted(key, payee, one.amount_minor, about)
    return award_released(key, payee, award.unit, one.amount_minor, about)


def _net_points(found: Sequence[Release], batch: Batch) -> None:
    """Take points that were spent before a return took them back from those granted now."""
    granted: dict[str, tuple[int, Award]] = {}
    for one in found:
        if one.award.unit == POINTS:
            payee = str(one.award.payee_id)
            before = granted.get(payee, (0, one.award))[0]
            granted[payee] = (before + one.amount_minor, one.award)
    owing = balances_of(AccountKind.ARREARS, POINTS, granted) if granted else {}
    transfers = []
    for payee, (amount, award) in granted.items():
        taken = min(amount, owing.get(payee, 0))
        if taken > 0:
            key = f"net points {award.pk} after {award.released_minor}"
            transfers.append(points_netted(key, payee, taken, About("award", award.pk)))
    post(transfers, batch)
