"""Bring the standing up to now, for whoever cannot wait for its keeper."""

from __future__ import annotations

from setia.awards.live.keeper import Keeper
from setia.awards.live.pieces import pieces_of
from setia.awards.live.state import state_at
from setia.awards.standing import Standing
from setia.core.clock import now
from setia.programs.promises import promises
from setia.sales.mirror.cursor import cursor_now


def compute_standing() -> Standing:
    """Bring the standing of all live programs up to now, once for all who ask.

    Two processes that ask at once do not both compute: the second waits and finds what the
    first has done.
    """
    with Keeper() as keeper:
        return keeper.turn()


def key_now() -> str:
    """Return what the standing depends on: promises, facts, and the day."""
    return state_at(now(), cursor_now(), pieces_of(promises())).key
