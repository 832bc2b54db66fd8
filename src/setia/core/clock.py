"""The application's only clock, so that a test can set it and a reader can find it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """Return the present moment, with its offset (UTC)."""
    return _told.get() or timezone.now()


def today(zone: str) -> date:
    """Return the local day in a time zone."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def as_if_at(moment: datetime) -> Iterator[None]:
    """Let acts happen at a moment of the past: a generated business has a history."""
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)
