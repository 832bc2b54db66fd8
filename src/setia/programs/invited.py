"""To whom a promise is open, as rows of the register."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from setia.people.models import Party
from setia.programs.models import Program
from setia.programs.promises import promises_of

COLUMNS = {
    "party": "code",
    "role": "role",
    "tier": "tier",
    "category": "category",
    "territory": "territory",
}


def invited(program: Program) -> QuerySet[Party]:
    """Return whom a program is open to as they are today; nobody before it binds."""
    found = promises_of(program)
    if not found:
        return Party.objects.none()
    wanted = Q()
    for promise in found:
        wanted |= _condition(promise.asked)
    return Party.objects.standing().filter(wanted)


def _condition(eligible: Any) -> Q:  # noqa: ANN401 - a filter of the plan's language
    """Return a filter as a condition; what is missing there is empty here, and matches nothing."""
    condition = Q(pk__isnull=False)
    for name, values in eligible.wanted().items():
        condition &= Q(**{f"{COLUMNS[name]}__in": values})
    if eligible.excluded is not None:
        condition &= ~_condition(eligible.excluded)
    return condition
