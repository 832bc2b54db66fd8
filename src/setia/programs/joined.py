"""Who joined the programs that ask for it, and plans that count only them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from setia.people.models import Party
from setia.people.resolve_code import survivors
from setia.programs.models import Enrolment, OptIn
from setia_engine.plan.document import Plan


def joined_by_program(only: Collection[int] | None = None) -> dict[int, tuple[str, ...]]:
    """Return who takes part in each program that asks partners to join, by code, in order.

    Whoever was merged counts as the one that was kept. A program that asks for nothing is
    not there; one that nobody joined is there with nobody.
    """
    asking, joined = OptIn.objects.all(), Enrolment.objects.standing()
    if only is not None:
        asking = asking.filter(program__in=only)
        joined = joined.filter(program__in=only)
    found: dict[int, set[int]] = {
        program: set() for program in asking.values_list("program", flat=True)
    }
    if not found:
        return {}
    ends = survivors()
    for program, party in joined.values_list("program", "party"):
        found[program].add(ends.get(party, party))
    codes = _codes({party for parties in found.values() for party in parties})
    return {
        program: tuple(sorted(codes[party] for party in parties))
        for program, parties in found.items()
    }


def only_joined(plan: Plan, joined: Collection[str] | None) -> Plan:
    """Return a plan that is open only to those who joined, of those that it was open to.

    Nothing is changed where nobody has to join. Where nobody did, it is open to nobody.
    """
    if joined is None:
        return plan
    named = plan.eligible.party
    party = tuple(one for one in sorted(joined) if named is None or one in named)
    eligible = plan.eligible.model_copy(update={"party": party})
    return plan.model_copy(update={"eligible": eligible})


def _codes(parties: Collection[int]) -> dict[int, str]:
    codes: dict[int, str] = defaultdict(str)
    wanted = sorted(parties)
    for start in range(0, len(wanted), 500):
        some = wanted[start : start + 500]
        codes |= dict(Party.objects.filter(pk__in=some).values_list("pk", "code"))
    return codes
