"""Raise the claims of a month: one for each supplier and unit with something to claim."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.db import transaction

from setia.claims.events import CLAIM_RAISED
from setia.claims.models import Claim, ClaimLine
from setia.claims.unclaimed import Charge, Debtor, home_months, unclaimed
from setia.closing.models import Period
from setia.closing.state import State, standing_of
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Problem, Refused
from setia.core.record_event import record_event
from setia.core.write_rows import write_rows
from setia.ledger.post import Batch, hold_ledger, post
from setia.ledger.templates.claim_raised import claim_raised
from setia.ledger.transfer import About

LINE = ("claim_id", "award_id", "entry_id", "run_id", "home_month", "amount_minor")


def raise_claims(month: date, by: Actor) -> list[Claim]:
    """Claim from suppliers what they bear up to a month and was not claimed before.

    Asked for again, it raises only what is new, so mostly nothing. A supplier that was
    relieved of more than it was charged with is left alone until it bears something again.

    Raises:
        NotPermitted: The actor may not raise claims.
        Refused: The month is not final.
    """
    by.must("claim.write")
    with transaction.atomic():
        hold_ledger()
        _must_be_final(month)
        found = sorted(unclaimed(month).items())
        return [
            _raised(month, debtor, charges, by)
            for debtor, charges in found
            if sum(one.amount_minor for one in charges) > 0
        ]


def _must_be_final(month: date) -> None:
    period = Period.objects.filter(month=month).first()
    if period is None or standing_of(period).state not in {State.FINAL, State.PAID}:
        params = {"month": f"{month:%Y-%m}"}
        raise Refused([Problem("claim.month_not_final", "month", params)])


def _raised(month: date, debtor: Debtor, charges: Sequence[Charge], by: Actor) -> Claim:
    claim = Claim.objects.create(
        supplier_id=debtor.supplier,
        month=month,
        number=_next_number(month),
        unit=debtor.unit,
        amount_minor=sum(one.amount_minor for one in charges),
        raised_at=now(),
        by=by.name,
        by_key=by.key,
    )
    homes = home_months(charges)
    rows = [
        (claim.pk, one.award, one.entry, one.run, homes[one.entry], one.amount_minor)
        for one in charges
    ]
    write_rows(ClaimLine, LINE, rows)
    _post(claim)
    params = {
        "claim": claim.number,
        "supplier": claim.supplier.name,
        "month": f"{month:%Y-%m}",
    }
    after = {"amount_minor": claim.amount_minor, "unit": claim.unit, "lines": len(rows)}
    record_event(CLAIM_RAISED, by, ("claim", claim.number), params, after=after)
    return claim


def _next_number(month: date) -> str:
    """Number the claims of a month from 1 on; whoever raises one holds the ledger."""
    return f"KLM-{month:%Y-%m}-{Claim.objects.filter(month=month).count() + 1}"


def _post(claim: Claim) -> None:
    transfer = claim_raised(
        f"claim {claim.number}",
        str(claim.supplier_id),
        claim.unit,
        claim.amount_minor,
        About("claim", claim.pk),
    )
    day = today(settings.TIME_ZONE)
    post([transfer], Batch(f"claim {claim.number}", claim.raised_at, day))
