"""The tables of this room."""

from __future__ import annotations

from setia.core.models.business import Business
from setia.core.models.integration import Integration, Revocation
from setia.core.models.trail import TrailEntry, TrailHead
from setia.core.models.user import Closure, User, UserTerritory

__all__ = [
    "Business",
    "Closure",
    "Integration",
    "Revocation",
    "TrailEntry",
    "TrailHead",
    "User",
    "UserTerritory",
]
