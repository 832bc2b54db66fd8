"""Which channels are set up."""

from __future__ import annotations

from django.conf import settings

from setia.messages.models import Channel, ChannelSetup


def setup_of(channel: str) -> ChannelSetup | None:
    """Return how a channel is set up; None where nobody did."""
    return ChannelSetup.objects.filter(channel=channel).first()


def is_set_up(channel: str) -> bool:
    """Tell whether something can be sent over a channel.

    What a person sends by hand needs nothing; e-mail needs the server that whoever runs the
    installation has set, and a sender's address.
    """
    if channel == Channel.BY_HAND:
        return True
    if channel == Channel.EMAIL and not settings.EMAIL_HOST:
        return False
    return ChannelSetup.objects.filter(channel=channel).exists()
