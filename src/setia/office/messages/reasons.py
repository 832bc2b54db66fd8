"""Why somebody is left out, in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REASONS: Mapping[str, str | Promise] = MappingProxyType(
    {
        "message.no_address": _("no address for this channel"),
        "message.no_consent": _("no consent"),
        "message.capped": _("written to often enough this week"),
        "message.quiet_hours": _("quiet hours, and of no use after them"),
        "message.over_budget": _("nothing left in the care budget"),
        "message.needs_template": _("WhatsApp wants an approved template"),
        "message.channel_not_set_up": _("the channel is not set up"),
    }
)


def reason_words(code: str) -> str:
    """Return a reason in words; the code itself where it has none."""
    return str(REASONS.get(code, code))
