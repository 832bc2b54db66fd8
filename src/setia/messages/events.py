"""What happens to messages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from setia.core.events import event
from setia.messages.models.words import Channel

MESSAGE_QUEUED = event(
    "message.queued",
    _("%(actor)s wrote to %(party)s by %(channel)s."),
    channel=Channel,
)
MESSAGE_CANCELLED = event(
    "message.cancelled",
    _("%(actor)s took back a message to %(party)s by %(channel)s."),
    channel=Channel,
)
MESSAGE_FAILED = event(
    "message.failed",
    _("A message to %(party)s by %(channel)s could not be sent: %(code)s."),
    channel=Channel,
)
HAND_SENT = event(
    "message.hand_sent", _("%(actor)s sent a message to %(party)s by their own hand.")
)
MESSAGE_RECEIVED = event(
    "message.received", _("%(party)s wrote by %(channel)s."), channel=Channel
)
STOP_RECEIVED = event(
    "message.stop_received",
    _("%(party)s wants no more messages by %(channel)s."),
    channel=Channel,
)
BROADCAST_CONFIRMED = event(
    "broadcast.confirmed",
    _("%(actor)s wrote to %(meant)s people by %(channel)s: %(template)s."),
    channel=Channel,
)
TEMPLATE_KEPT = event("template.kept", _("%(actor)s kept the template %(template)s."))
TEMPLATE_RETIRED = event(
    "template.retired", _("%(actor)s retired the template %(template)s.")
)
RULES_CHANGED = event(
    "message.rules_changed", _("%(actor)s changed the rules of messages.")
)
TERRITORIES_PLACED = event(
    "message.territories_placed",
    _("%(actor)s put %(count)s territories into the time zone %(zone)s."),
)
TERRITORIES_FREED = event(
    "message.territories_freed",
    _("%(actor)s let %(count)s territories keep the business's own clock."),
)
CHANNEL_SET_UP = event(
    "channel.set_up", _("%(actor)s set up the channel %(channel)s."), channel=Channel
)
CHANNEL_CLOSED = event(
    "channel.closed", _("%(actor)s closed the channel %(channel)s."), channel=Channel
)
