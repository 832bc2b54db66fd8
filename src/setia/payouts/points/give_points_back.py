"""Give points back that were spent on something that was cancelled."""

from __future__ import annotations

from django.conf import settings

from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.record_event import record_event
from setia.ledger.models import Entry
from setia.ledger.post import Batch, hold_ledger, post
from setia.ledger.templates.points_given_back import points_given_back
from setia.ledger.transfer import About
from setia.payouts.events import POINTS_GIVEN_BACK
from setia.payouts.models import PointsSpend
from setia.payouts.points.lots import BACK


def give_points_back(spent: PointsSpend, by: Actor) -> int:
    """Put points back where they came from, in the transaction of whoever checked it.

    They live as long as they would have, and at least until the end of this month. Asked
    again it gives nothing; return how many entries were new.

    Raises:
        RuntimeError: There is no transaction.
    """
    hold_ledger()
    about, day = About("points", spent.pk), today(settings.TIME_ZONE)
    taken = Entry.objects.filter(batch=f"points spend {spent.pk}", event="points_spent")
    transfers = [
        points_given_back(f"{BACK}{one.key}", one.debit.owner, one.amount_minor, about)
        for one in taken.select_related("debit").order_by("pk")
    ]
    new = post(transfers, Batch(f"points back {spent.pk}", now(), day))
    if new:
        params = {"party": spent.party.name, "reason": spent.reason}
        after = {"points_minor": spent.points_minor}
        about_party = ("party", spent.party_id)
        record_event(POINTS_GIVEN_BACK, by, about_party, params, after=after)
    return new
