"""The tables of this room."""

from __future__ import annotations

from setia.promises.models.delivery import Delivery, DeliveryArrival, Strike
from setia.promises.models.promise import Excuse, Keeping, Promise, PromiseKind, Release

__all__ = [
    "Delivery",
    "DeliveryArrival",
    "Excuse",
    "Keeping",
    "Promise",
    "PromiseKind",
    "Release",
    "Strike",
]
