"""Kinds of events: every act that changes something has one, with a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Choices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from setia.core.roles import Role

KINDS: dict[str, EventKind] = {}
"""Every declared kind by its code; filled once, as the rooms are imported."""


@dataclass(frozen=True)
class EventKind:
    """One kind of event; ``sentence`` has named placeholders, ``%(actor)s`` among them.

    ``words`` tells which placeholders hold a code, and what their codes are called: an entry
    keeps the code, so that it can be told in any language later.
    """

    code: str
    sentence: str | Promise
    words: Mapping[str, type[Choices]]


def event(code: str, sentence: str | Promise, **words: type[Choices]) -> EventKind:
    """Declare a kind of event, once.

    Raises:
        ValueError: The code is taken.
    """
    if code in KINDS:
        raise ValueError(code)
    KINDS[code] = EventKind(code, sentence, words)
    return KINDS[code]


BUSINESS_FOUNDED = event("business.founded", _("%(actor)s set up %(business)s."))
USER_ADDED = event(
    "user.added", _("%(actor)s added the log-in of %(user)s as %(role)s."), role=Role
)
USER_CHANGED = event("user.changed", _("%(actor)s changed the log-in of %(user)s."))
USER_CLOSED = event("user.closed", _("%(actor)s closed the log-in of %(user)s."))
PASSWORD_CHANGED = event("password.changed", _("%(actor)s changed their own password."))
PASSWORD_RESET = event("password.reset", _("%(actor)s gave %(user)s a new password."))
TOKEN_ISSUED = event("token.issued", _("%(actor)s issued a token for %(integration)s."))
TOKEN_REVOKED = event("token.revoked", _("%(actor)s revoked the token of %(integration)s."))
SECOND_FACTOR_ON = event("second_factor.on", _("%(actor)s turned on the second factor."))
SECOND_FACTOR_OFF = event(
    "second_factor.off", _("%(actor)s turned off the second factor of %(user)s.")
)
BUSINESS_CHANGED = event(
    "business.changed", _("%(actor)s changed the business's settings.")
)
