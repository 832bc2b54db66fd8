"""Put somebody on the list of those who want a visit."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction

from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import NotFound, Problem, Refused
from setia.core.record_event import record_event
from setia.people.models import Party
from setia.visits.events import VISIT_ASKED
from setia.visits.models import VisitAsk

LONGEST = 300
FARTHEST = timedelta(days=60)


def ask_visit(party: Party, by_day: date, text: str, by: Actor) -> VisitAsk:
    """Ask for a visit by a day; the next check-in there is the answer.

    Raises:
        NotPermitted: The actor makes no visits.
        NotFound: The party is not theirs to see.
        Refused: The day is over or too far, or the words do not fit.
    """
    by.must("visit.make")
    if not Party.objects.visible_to(by).filter(pk=party.pk).exists():
        raise NotFound("party", str(party.pk))
    problems, day = [], today(settings.TIME_ZONE)
    if by_day < day:
        problems.append(Problem("visit.day_past", "by_day"))
    if by_day > day + FARTHEST:
        problems.append(Problem("visit.day_far", "by_day"))
    if len(text.strip()) > LONGEST:
        problems.append(Problem("visit.text_long", "text", {"most": LONGEST}))
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        ask = VisitAsk.objects.create(
            party=party, by_day=by_day, text=text.strip(), at=now(), by=by.name
        )
        record_event(VISIT_ASKED, by, ("party", party.pk), {"party": party.name})
    return ask
