"""Suggested words that bring an invitation."""

from __future__ import annotations

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from setia.events.models import Invitation


def invitation_words(invitation: Invitation, link: str) -> str:
    """Return the words to send, in the language of the moment."""
    gathering = invitation.gathering
    local = timezone.localtime(gathering.starts_at)
    return _(
        "Hello %(name)s, we would love to see you and your family: %(title)s, %(day)s at "
        "%(hour)s, %(place)s. Please answer here: %(link)s"
    ) % {
        "name": invitation.party.name,
        "title": gathering.title,
        "day": formats.date_format(local, "l j F Y"),
        "hour": formats.time_format(local, "H:i"),
        "place": gathering.place,
        "link": link,
    }
