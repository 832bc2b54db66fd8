"""Send somebody the link to a survey by a channel, or leave it to a person."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from setia.core.actor import Actor
from setia.core.errors import Refused
from setia.core.models import Business
from setia.messages.models import Message
from setia.messages.queue_message import Writing, queue_message
from setia.people.models import Party
from setia.surveys.invite import Invited, invite
from setia.surveys.models import Survey

PATH = "/p/survey/"


@dataclass(frozen=True)
class Asked:
    """Whom to ask about what, over which way, and below which address links open."""

    party: Party
    ref: str
    channel: str
    purpose: str
    links: str


def send_invitation(survey: Survey, asked: Asked, by: Actor) -> Message | None:
    """Make a link and hand it to the channel; None where the channel does not take it.

    Then there is no link either, so that a person can make one to send themselves.

    Raises:
        NotPermitted: The actor may not send surveys.
    """
    by.must("survey.send")
    try:
        with transaction.atomic():
            made = invite(survey, [asked.party], by, asked.ref)[0]
            text = words(survey, made, asked.links)
            writing = Writing(asked.channel, asked.purpose, text, ref=asked.ref)
            return queue_message(asked.party, writing, by)
    except Refused:
        return None


def words(survey: Survey, made: Invited, links: str) -> str:
    """Return what is written to somebody who is asked, in the language of the business."""
    business = Business.objects.filter(pk=1).first()
    name = made.invitation.party.name
    with translation.override(business.language if business else "id"):
        return _(
            "Hello %(name)s, a short question from %(business)s: %(title)s\n%(link)s"
        ) % {
            "name": name,
            "business": business.name if business else "Setia",
            "title": survey.title,
            "link": f"{links.rstrip('/')}/{made.token}/",
        }
