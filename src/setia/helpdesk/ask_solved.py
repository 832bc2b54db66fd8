"""Let people be asked by themselves whether it is solved, after a conversation was closed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict
from setia.core.record_event import record_event
from setia.helpdesk.events import SOLVED_ASKING_BEGUN, SOLVED_ASKING_ENDED
from setia.helpdesk.models import Closing, SolvedAsking, SolvedAskingEnd, SolvedLook
from setia.helpdesk.take_message import OPENS_AGAIN
from setia.helpdesk.ways_to_ask import asked_person, ways_to_ask
from setia.messages.models import Message
from setia.surveys.add_survey import survey_for
from setia.surveys.models import Invitation, Purpose, Survey
from setia.surveys.send_invitation import Asked, send_invitation

FRESH = timedelta(days=3)
"""After longer than this nobody remembers; a desk that stood still asks about nothing old."""
RESTS = OPENS_AGAIN
"""Who writes again about the same thing and has been asked is left in peace for so long."""
AT_ONCE = 50


def solved_ref(closing: Closing) -> str:
    """Return the name under which somebody is asked about a closing, once."""
    return f"closing {closing.pk}"


def solved_asking() -> SolvedAsking | None:
    """Return since when and by whom it is asked by itself; None where it is not."""
    last = SolvedAsking.objects.order_by("pk").last()
    return None if last is None or hasattr(last, "end") else last


def begin_solved_asking(links: str, by: Actor) -> SolvedAsking:
    """Let whoever's conversation is closed from now on be asked whether it is solved.

    Raises:
        NotPermitted: The actor may not change surveys.
        Conflict: It is asked by itself already.
    """
    by.must("survey.write")
    with transaction.atomic():
        if solved_asking() is not None:
            raise Conflict("helpdesk.asking_already")
        survey_for(Purpose.SATISFACTION, by)
        row = SolvedAsking.objects.create(at=now(), by=by.name, links=links[:200])
        record_event(SOLVED_ASKING_BEGUN, by, ("solved_asking", row.pk))
    return row


def end_solved_asking(by: Actor) -> None:
    """Let nobody be asked by itself after a solution any more.

    Raises:
        NotPermitted: The actor may not change surveys.
        Conflict: Nobody is asked already.
    """
    by.must("survey.write")
    try:
        with transaction.atomic():
            row = solved_asking()
            if row is None:
                raise Conflict("helpdesk.asking_over")
            SolvedAskingEnd.objects.create(asking=row, at=now(), by=by.name)
            record_event(SOLVED_ASKING_ENDED, by, ("solved_asking", row.pk))
    except IntegrityError as error:
        raise Conflict("helpdesk.asking_over") from error


def ask_solved(by: Actor) -> int:
    """Ask about each closing once, by the first way that takes it; return how many were asked.

    Any number may do it at once: the database lets one of them ask. Where no way takes it,
    nobody is asked by itself later, and a person can still send a link.

    Raises:
        NotPermitted: The actor may not send surveys.
    """
    by.must("survey.send")
    asking = solved_asking()
    rows = [] if asking is None else list(_closings(asking, now())[:AT_ONCE])
    if asking is None or not rows:
        return 0
    survey = survey_for(Purpose.SATISFACTION, by)
    return sum(_looked(one, survey, asking.links, by) for one in rows)


def _closings(asking: SolvedAsking, at: datetime) -> QuerySet[Closing]:
    """Return what was closed since, and not opened again, and that nobody looked at."""
    rows = Closing.objects.filter(at__gte=asking.at, at__gt=at - FRESH)
    rows = rows.filter(look=None, reopening=None, conversation__party__isnull=False)
    return rows.select_related("conversation__party").order_by("pk")


def _looked(closing: Closing, survey: Survey, links: str, by: Actor) -> bool:
    at = now()
    try:
        with transaction.atomic():
            asked_before = _was_asked(closing, at)
            message = None if asked_before else _sent(closing, survey, links, by)
            SolvedLook.objects.create(closing=closing, at=at, message=message)
    except (IntegrityError, Conflict):
        # Another look, or a person with a link, asked in this very moment.
        return False
    return message is not None


def _was_asked(closing: Closing, at: datetime) -> bool:
    """Tell whether they were asked about this, or lately about an earlier end of the same talk.

    By name alone, since whoever was asked may have been merged meanwhile.
    """
    earlier = closing.conversation.closings.filter(at__gt=at - RESTS)
    refs = {solved_ref(one) for one in [closing, *earlier]}
    return Invitation.objects.filter(ref__in=refs).exists()


def _sent(closing: Closing, survey: Survey, links: str, by: Actor) -> Message | None:
    party = asked_person(closing.conversation)
    if party is None:
        return None
    for way in ways_to_ask(closing.conversation, now()):
        told = Asked(party, solved_ref(closing), way.channel, way.purpose, links)
        message = send_invitation(survey, told, by)
        if message is not None:
            return message
    return None
