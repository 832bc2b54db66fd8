"""Where a partner may go: five places within reach of a thumb, the rest behind the last."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Place:
    """One place: the name of its address, an icon, what it is called, and what is there."""

    name: str
    icon: str
    label: str | Promise
    about: str | Promise = ""


@dataclass(frozen=True)
class Entry:
    """A place as the navigation draws it."""

    url: str
    icon: str
    label: str
    current: bool


BELOW = (
    Place("home", "home", _("Home")),
    Place("contests", "trophy", _("Contests")),
    Place("earnings", "banknotes", _("Earnings")),
    Place("materials", "share", _("Share")),
    Place("more", "bars-3", _("More")),
)
"""Always on the screen."""
MORE = (
    Place("rewards", "gift", _("My rewards"), _("Choose, and see when it comes")),
    Place("statements", "document-text", _("Statements"), _("Month by month, to keep")),
    Place(
        "questions",
        "chat-bubble-left-right",
        _("My questions"),
        _("What you asked about an award, and the answers"),
    ),
    Place("calendar", "calendar", _("Calendar"), _("What is planned for you")),
    Place(
        "contact",
        "chat-bubble-bottom-center-text",
        _("Write to us"),
        _("Ask, complain or order, and see by when we answer"),
    ),
    Place("people", "user-group", _("My people"), _("Who joined through you")),
    Place("data", "identification", _("My data and consents"), _("What we keep about you")),
    Place("devices", "device-phone-mobile", _("My devices"), _("Where you are signed in")),
)
"""Behind “More”; a place that is added here is drawn there."""


def entries(path: str) -> list[Entry]:
    """Return the places of the navigation, with the one that a page belongs to."""
    found, behind = [], [reverse(f"partners:{one.name}") for one in MORE]
    for place in BELOW:
        url = reverse(f"partners:{place.name}")
        here = path == url if place.name == "home" else path.startswith(url)
        here = here or (place.name == "more" and path.startswith(tuple(behind)))
        found.append(Entry(url, place.icon, str(place.label), here))
    return found
