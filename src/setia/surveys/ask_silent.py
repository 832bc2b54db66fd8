"""Let who falls silent be asked why, by themselves or by a link that a person sends."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.record_event import record_event
from setia.messages.models import Channel
from setia.messages.models import Purpose as MessagePurpose
from setia.people.models import Party
from setia.surveys.add_survey import survey_for
from setia.surveys.events import ASKING_BEGUN, ASKING_ENDED
from setia.surveys.find_silences import asking_now, find_silences
from setia.surveys.invite import Invited, invite
from setia.surveys.models import Asking, AskingEnd, Invitation, Purpose, Silence
from setia.surveys.send_invitation import Asked, send_invitation

WAYS = (Channel.WHATSAPP, Channel.TELEGRAM, Channel.EMAIL)
"""Tried in this order; the first that takes it sends it."""
MESSAGE = MessagePurpose.CARE


def begin_asking(tenths: int, least: int, links: str, by: Actor) -> Asking:
    """Let who is silent for so many tenths of their usual gap be asked from now on.

    Raises:
        NotPermitted: The actor may not change surveys.
        Refused: The gap or the number of days makes no sense.
    """
    by.must("survey.write")
    problems = []
    if not 15 <= tenths <= 200:
        problems.append(Problem("survey.times_wrong", "times"))
    if not 3 <= least <= 100:
        problems.append(Problem("survey.least_wrong", "least"))
    if problems:
        raise Refused(problems)
    survey_for(Purpose.WHY_NOT_BACK, by)
    with transaction.atomic():
        row = Asking.objects.create(
            at=now(), by=by.name, tenths=tenths, least=least, links=links[:200]
        )
        after = {"tenths": tenths, "least": least}
        record_event(ASKING_BEGUN, by, ("asking", row.pk), after=after)
    return row


def end_asking(by: Actor) -> None:
    """Let nobody be asked by itself any more.

    Raises:
        NotPermitted: The actor may not change surveys.
        Conflict: Nobody is asked already.
    """
    by.must("survey.write")
    with transaction.atomic():
        row = asking_now()
        if row is None:
            raise Conflict("survey.asking_over")
        AskingEnd.objects.get_or_create(asking=row, defaults={"at": now(), "by": by.name})
        record_event(ASKING_ENDED, by, ("asking", row.pk))


def unasked(by: Actor) -> QuerySet[Silence]:
    """Return the silences that nobody was asked about, and that still last, newest first."""
    asked = Invitation.objects.filter(
        party=OuterRef("party"),
        made_at__gte=OuterRef("found_at"),
        ref__startswith="silence ",
    )
    rows = Silence.objects.filter(party__in=Party.objects.visible_to(by))
    return rows.exclude(Exists(asked)).select_related("party")


def ask_about(silence: Silence, by: Actor) -> Invited:
    """Make the link by which somebody is asked about a silence.

    Raises:
        NotPermitted: The actor may not send surveys.
        NotFound: The person is not theirs to see.
        Refused: They were asked already.
    """
    by.must("survey.send")
    if not Party.objects.visible_to(by).filter(pk=silence.party_id).exists():
        raise NotFound("silence", str(silence.pk))
    survey = survey_for(Purpose.WHY_NOT_BACK, by)
    try:
        return invite(survey, [silence.party], by, silence.ref)[0]
    except Refused as refused:
        raise Refused([Problem("survey.asked_already")]) from refused


def ask_silent(by: Actor) -> int:
    """Look once a day who fell silent, and write to those who may be written to.

    Consent, quiet hours, caps and budgets are those of every message. Who cannot be written
    to stays on the list from which a person sends a link. Returns how many were written to.
    """
    by.must("survey.send")
    asking = asking_now()
    if asking is None or not find_silences(today(settings.TIME_ZONE), asking):
        return 0
    survey = survey_for(Purpose.WHY_NOT_BACK, by)
    sent = 0
    for one in unasked(by).filter(found_at__gte=asking.at):
        asked = (
            Asked(one.party, one.ref, channel, MESSAGE, asking.links) for channel in WAYS
        )
        sent += any(send_invitation(survey, each, by) for each in asked)
    return sent
