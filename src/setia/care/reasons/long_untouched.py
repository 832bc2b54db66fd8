"""Nobody turned to them for long: who fills the quota when nothing presses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Max

from setia.care.models import Touch
from setia.care.reasons.found import Found, Looked

LONG = timedelta(days=60)
MOST = 30


def long_untouched(looked: Looked) -> Iterator[Found]:
    """Find those who trade and whom nobody turned to for two months, the largest first."""
    rows = Touch.objects.filter(party__in=list(looked.trades)).order_by()
    zone = ZoneInfo(settings.TIME_ZONE)
    last = {
        row["party"]: row["at"].astimezone(zone).date()
        for row in rows.values("party").annotate(at=Max("at"))
    }
    waiting = [
        key
        for key, trade in looked.trades.items()
        if trade.month_minor > 0 and (key not in last or looked.day - last[key] >= LONG)
    ]
    waiting.sort(key=lambda key: (-looked.trades[key].month_minor, key))
    for key in waiting[:MOST]:
        month = {"month_minor": looked.trades[key].month_minor}
        if key in last:
            days = {"days": (looked.day - last[key]).days}
            yield Found(key, "long_untouched", days | month)
        else:
            yield Found(key, "never_touched", month)
