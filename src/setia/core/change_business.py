"""Change what the business calls itself and how it works."""

from __future__ import annotations

from zoneinfo import available_timezones

from django.db import transaction

from setia.core.actor import Actor
from setia.core.errors import Problem, Refused
from setia.core.events import BUSINESS_CHANGED
from setia.core.models import Business
from setia.core.record_event import record_event


def change_business(name: str, time_zone: str, by: Actor) -> Business:
    """Set the name and the time zone.

    Raises:
        NotPermitted: The actor may not change the business.
        Refused: No name, or no such time zone.
    """
    by.must("business.write")
    problems = []
    if not name.strip():
        problems.append(Problem("business.name_missing", "name"))
    if time_zone not in available_timezones():
        problems.append(Problem("business.zone_unknown", "time_zone", {"zone": time_zone}))
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        business = Business.objects.select_for_update().get(pk=1)
        before = {"name": business.name, "time_zone": business.time_zone}
        business.name, business.time_zone = name.strip(), time_zone
        business.save(update_fields=["name", "time_zone"])
        after = {"name": business.name, "time_zone": time_zone}
        record_event(BUSINESS_CHANGED, by, ("business", 1), before=before, after=after)
    return business
