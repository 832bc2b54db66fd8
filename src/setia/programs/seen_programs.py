"""Which promises an actor reads: staff all, a partner those that it could have a part in."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from setia.core.actor import Actor
from setia.core.permissions import Reach
from setia.people.models import Party
from setia.programs.models import Program
from setia.programs.promises import Promise, promises


def seen_programs(actor: Actor, paying: Collection[str] = ()) -> QuerySet[Program]:
    """Return the programs that an actor may read.

    What a business promises to one partner is no business of another: a partner reads the
    programs that it is eligible for today, and those that ``paying`` names, since they gave
    it something before.
    """
    rows = Program.objects.all()
    if actor.reach != Reach.SELF:
        return rows
    parties = list(Party.objects.visible_to(actor).standing())
    bound = promises()
    open_to = [one.code for one in bound if any(is_open_to(one, who) for who in parties)]
    binding = [one.code for one in bound if one.code in paying]
    return rows.filter(code__in={*open_to, *binding})


def is_open_to(promise: Promise, party: Party) -> bool:
    """Tell whether a promise is made to somebody, as they are today; joined or not."""
    known = {
        "party": party.code,
        "role": party.role,
        "tier": party.tier,
        "category": party.category,
        "territory": party.territory,
    }
    attributes = {name: value or None for name, value in known.items()}
    return promise.asked.matches(attributes)
