"""Which promises an actor reads: staff all, a partner those that it could have a part in."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from setia.core.actor import Actor
from setia.core.permissions import Reach
from setia.people.models import Party
from setia.programs.models import Program
from setia.programs.read_document import read_document


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
    open_to = [row.code for row in rows if any(_is_open_to(row, one) for one in parties)]
    return rows.filter(Q(code__in=open_to) | Q(code__in=list(paying)))


def _is_open_to(program: Program, party: Party) -> bool:
    known = {
        "party": party.code,
        "role": party.role,
        "tier": party.tier,
        "category": party.category,
        "territory": party.territory,
    }
    attributes = {name: value or None for name, value in known.items()}
    return read_document(program.document).eligible.matches(attributes)
