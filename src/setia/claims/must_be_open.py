"""What an act on a claim asks for first: the claim as it is now, and that it is open."""

from __future__ import annotations

from setia.claims.errors import problem
from setia.claims.models import Claim
from setia.claims.state import Standing, State, standing_of
from setia.core.actor import Actor
from setia.core.errors import NotFound, Problem, Refused

WHOLE = 100
"""Amounts are in hundredths of a unit, and whole."""


def locked_claim(claim: Claim, by: Actor) -> Claim:
    """Return a claim that nobody else acts on until the caller's transaction ends.

    Raises:
        NotFound: The actor may not see it.
    """
    rows = Claim.objects.visible_to(by).select_for_update(of=("self",))
    row = rows.select_related("supplier").filter(pk=claim.pk).first()
    if row is None:
        raise NotFound("claim", claim.number)
    return row


def must_be_open(claim: Claim) -> Standing:
    """Return how far a claim is that was sent and is not paid in full.

    Raises:
        Refused: It was not sent, or nothing of it is open.
    """
    standing = standing_of(claim)
    if standing.state == State.WITHDRAWN:
        raise Refused([problem("claim.withdrawn", claim)])
    if standing.sent is None:
        raise Refused([problem("claim.not_sent", claim)])
    if standing.open_minor == 0:
        raise Refused([problem("claim.settled", claim)])
    return standing


def amount_problems(amount_minor: int, most_minor: int, too_much: str) -> list[Problem]:
    """Return what is wrong with an amount that may be at most another."""
    if amount_minor <= 0 or amount_minor % WHOLE:
        return [Problem("claim.amount", "amount")]
    return [Problem(too_much, "amount")] if amount_minor > most_minor else []


def reason_problems(reason: str) -> list[Problem]:
    """Return the problem of an act without a reason."""
    return [] if reason.strip() else [Problem("claim.reason_missing", "reason")]
