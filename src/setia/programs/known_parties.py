"""Whether everybody whom a document pays or charges is known."""

from __future__ import annotations

from setia.core.currency import currency
from setia.core.errors import Problem
from setia.people.resolve_code import codes_to_ids
from setia_engine.plan.document import CREDITED, Plan
from setia_engine.plan.terms import HOUSE


def parties_problems(plan: Plan) -> list[Problem]:
    """Return what keeps a plan from being booked: who is unknown, what is no whole rupiah.

    Money in rupiah has no smaller unit, and neither points nor goods are given in parts.
    """
    wanted = {
        f"funding[{place}].party": funder.party
        for place, funder in enumerate(plan.funding)
        if funder.party != HOUSE
    }
    if plan.payee != CREDITED:
        wanted["payee"] = plan.payee
    known = codes_to_ids(set(wanted.values()))
    problems = [
        Problem("program.party_unknown", path, {"party": code})
        for path, code in wanted.items()
        if code not in known
    ]
    whole = plan.settlement.given != "money" or currency() == "IDR"
    if whole and plan.rounding.to % 1 != 0:
        found = {"found": plan.rounding.to}
        problems.append(Problem("program.not_whole", "rounding.to", found))
    return problems
