"""Tell at once that a large account complains."""

from __future__ import annotations

from dataclasses import dataclass

from setia.accounts.current_ranks import rank_names
from setia.accounts.kinds import ACCOUNT_COMPLAINS
from setia.accounts.models import Rank
from setia.alerts.models import Alert
from setia.alerts.raise_alert import Told, raise_alert
from setia.core.actor import Actor
from setia.people.models import Party

SHORT = 160


@dataclass(frozen=True)
class Complaint:
    """What was said, and under which key it is told once."""

    key: str
    text: str


def tell_complaint(party: Party, complaint: Complaint, by: Actor) -> Alert | None:
    """Raise an alert where the account is a large one; others are told by their own page."""
    if rank_names([party.pk]).get(party.pk) != Rank.LARGE:
        return None
    params = {"party": party.name, "text": shortened(complaint.text)}
    told = Told("account.complains", params, party)
    return raise_alert(ACCOUNT_COMPLAINS, complaint.key, told, by)


def shortened(text: str) -> str:
    """Return as much of a text as a line of a list has room for."""
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"
