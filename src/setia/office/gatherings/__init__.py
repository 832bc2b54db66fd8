"""Pages of gatherings: plans, invitations, the door, costs and what came of it."""

from __future__ import annotations
