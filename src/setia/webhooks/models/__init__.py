"""The tables of this room."""

from __future__ import annotations

from setia.webhooks.models.delivery import Attempt, Delivery, DeliveryState, Waiting
from setia.webhooks.models.endpoint import Endpoint, EndpointClosure, Secret
from setia.webhooks.models.trail_cursor import TrailCursor

__all__ = [
    "Attempt",
    "Delivery",
    "DeliveryState",
    "Endpoint",
    "EndpointClosure",
    "Secret",
    "TrailCursor",
    "Waiting",
]
