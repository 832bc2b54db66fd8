"""Hours in which nobody is written to, by the business's own clock."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from setia.core.models import Business
from setia.messages.models import MessageRules

ONE_DAY = timedelta(days=1)


def business_zone() -> ZoneInfo:
    """Return the time zone that the business set for itself."""
    business = Business.objects.filter(pk=1).first()
    return ZoneInfo(business.time_zone if business else settings.TIME_ZONE)


def end_of_quiet(at: datetime, rules: MessageRules, zone: ZoneInfo) -> datetime | None:
    """Return when the quiet hours are over that a moment lies in; None where it is in none.

    The hours may pass midnight. Equal ends mean that no hour is quiet.
    """
    local = at.astimezone(zone)
    if not _is_quiet(local.time(), rules.quiet_from, rules.quiet_to):
        return None
    over = local.replace(
        hour=rules.quiet_to.hour, minute=rules.quiet_to.minute, second=0, microsecond=0
    )
    return over if over > local else over + ONE_DAY


def _is_quiet(clock: time, begins: time, ends: time) -> bool:
    if begins <= ends:
        return begins <= clock < ends
    return clock >= begins or clock < ends
