"""The tables of this room."""

from __future__ import annotations

from setia.messages.models.broadcast import Broadcast, BroadcastEnd, LeftOut
from setia.messages.models.inbound import Inbound, Stop
from setia.messages.models.message import (
    Attempt,
    Cancellation,
    DeliveryState,
    Failure,
    HandSending,
    Message,
    MessageState,
    Waiting,
)
from setia.messages.models.rules import (
    ChannelSetup,
    MessageRules,
    Price,
    StopWord,
    TerritoryZone,
)
from setia.messages.models.template import Template, TemplateRetirement
from setia.messages.models.words import Channel, Purpose

__all__ = [
    "Attempt",
    "Broadcast",
    "BroadcastEnd",
    "Cancellation",
    "Channel",
    "ChannelSetup",
    "DeliveryState",
    "Failure",
    "HandSending",
    "Inbound",
    "LeftOut",
    "Message",
    "MessageRules",
    "MessageState",
    "Price",
    "Purpose",
    "Stop",
    "StopWord",
    "Template",
    "TemplateRetirement",
    "TerritoryZone",
    "Waiting",
]
