"""How far claims have come, told by their records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from setia.claims.models import (
    Claim,
    ClaimAccepted,
    ClaimDisputed,
    ClaimReceipt,
    ClaimSent,
    ClaimWithdrawal,
    ClaimWriteOff,
)
from setia.claims.models.claim import ClaimQuerySet


class State(models.TextChoices):
    """From the raising of a claim to its money."""

    RAISED = "raised", _("Raised")
    SENT = "sent", _("Sent")
    ACCEPTED = "accepted", _("Accepted")
    DISPUTED = "disputed", _("Disputed")
    PART_RECEIVED = "part_received", _("Received in part")
    RECEIVED = "received", _("Received")
    WRITTEN_OFF = "written_off", _("Written off")
    WITHDRAWN = "withdrawn", _("Taken back")


OVER = frozenset({State.RECEIVED, State.WRITTEN_OFF, State.WITHDRAWN})
"""States in which nothing is open any more."""


@dataclass(frozen=True)
class Standing:
    """How far a claim is: what came in, what was written off, what is open, in hundredths."""

    state: State
    received_minor: int
    written_off_minor: int
    open_minor: int
    sent: ClaimSent | None


def standing_of(claim: Claim) -> Standing:
    """Return how far one claim is."""
    return standings_of([claim])[claim.pk]


def standings_of(claims: Sequence[Claim]) -> dict[int, Standing]:
    """Return how far each claim is, by its id; as many queries for many as for one."""
    keys = [one.pk for one in claims]
    received = _sums(ClaimReceipt, keys)
    written_off = _sums(ClaimWriteOff, keys)
    sent = {one.claim_id: one for one in ClaimSent.objects.filter(claim__in=keys)}
    withdrawn = _there(ClaimWithdrawal, keys)
    accepted = _there(ClaimAccepted, keys)
    disputed = _there(ClaimDisputed, keys)
    found = {}
    for claim in claims:
        key = claim.pk
        came, given_up = received.get(key, 0), written_off.get(key, 0)
        left = 0 if key in withdrawn else claim.amount_minor - came - given_up
        if key in withdrawn:
            state = State.WITHDRAWN
        elif left == 0:
            state = State.WRITTEN_OFF if given_up else State.RECEIVED
        elif came:
            state = State.PART_RECEIVED
        else:
            state = _answered(key, set(sent), accepted, disputed)
        found[key] = Standing(state, came, given_up, left, sent.get(key))
    return found


def open_claims(claims: ClaimQuerySet) -> ClaimQuerySet:
    """Keep claims of which something is open."""
    paid = Coalesce(_paid(ClaimReceipt), 0) + Coalesce(_paid(ClaimWriteOff), 0)
    return claims.standing().alias(paid=paid).filter(amount_minor__gt=F("paid"))


def _paid(model: type[ClaimReceipt | ClaimWriteOff]) -> Subquery:
    rows = model._default_manager.filter(claim=OuterRef("pk")).order_by()  # noqa: SLF001 - as below
    return Subquery(rows.values("claim").annotate(sum=Sum("amount_minor")).values("sum"))


def _answered(key: int, sent: set[int], accepted: set[int], disputed: set[int]) -> State:
    """Return the state while no money came; after an acceptance nothing is disputed."""
    if key in accepted:
        return State.ACCEPTED
    if key in disputed:
        return State.DISPUTED
    return State.SENT if key in sent else State.RAISED


def _sums(model: type[ClaimReceipt | ClaimWriteOff], keys: Sequence[int]) -> dict[int, int]:
    rows = model._default_manager.filter(claim__in=keys).order_by().values("claim")  # noqa: SLF001 - Django's public name of it
    return {row["claim"]: row["sum"] for row in rows.annotate(sum=Sum("amount_minor"))}


def _there(
    model: type[ClaimWithdrawal | ClaimAccepted | ClaimDisputed], keys: Sequence[int]
) -> set[int]:
    rows = model._default_manager.filter(claim__in=keys)  # noqa: SLF001 - as above
    return set(rows.order_by().values_list("claim", flat=True))
