"""Who is eligible for a program as things stand, as the engine reads its plan."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from django.conf import settings

from setia.core.clock import now
from setia.programs.models import Program
from setia.programs.read_document import read_document
from setia.sales.mirror.facts_as_known import facts_as_known
from setia_engine.run.load import open_facts
from setia_engine.stages.parties import Parties
from setia_engine.values.window import day_number

NOBODY = "–"


@dataclass(frozen=True)
class Eligible:
    """A party that could take part, and whom it is like: its territory and tier."""

    code: str
    stratum: str


def eligible_for(program: Program) -> list[Eligible]:
    """Return whom the newest version takes in on its first day, so far as is known now.

    Only parties of the books are named; lines may name others.
    """
    newest = program.versions.order_by("number").last()
    if newest is None:
        return []
    plan = read_document(newest.document)
    day = day_number(plan.period.start)
    with (
        facts_as_known(now()) as data,
        open_facts(data, {plan.period.timezone}, workdir=settings.HOME) as facts,
    ):
        parties = Parties(facts.parties, facts.history)
        passed = parties.eligible(plan.eligible, day) & np.asarray(facts.parties["known"])
        places = np.flatnonzero(passed)
        strata = [_named(parties, name, day) for name in ("territory", "tier")]
        ids = parties.ids.to_pylist()
    return [
        Eligible(str(ids[place]), " / ".join(one[place] for one in strata))
        for place in places
    ]


def _named(parties: Parties, attribute: str, day: int) -> list[str]:
    codes, known = parties.values_on(attribute, day)
    names = {code: value for value, code in known.items()}
    return [names.get(int(code), NOBODY) for code in codes]
