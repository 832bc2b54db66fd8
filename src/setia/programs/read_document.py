"""Read a plan document as the engine does, and tell its problems as ours."""

from __future__ import annotations

from collections.abc import Sequence

from setia.core.errors import Problem, Refused
from setia_engine.errors import PlanRejected
from setia_engine.plan.document import LocalText, Plan
from setia_engine.plan.read import read_plan_text
from setia_engine.values.problem import Problem as PlanProblem

MOST_CHARACTERS = 200_000


def read_document(text: str) -> Plan:
    """Return the one plan that a document says.

    Raises:
        Refused: With every problem of the document, or because it holds several plans.
    """
    if len(text) > MOST_CHARACTERS:
        raise Refused([Problem("program.too_long", "document", {"most": MOST_CHARACTERS})])
    name = "plan.json" if text.lstrip().startswith("{") else "plan.yaml"
    try:
        plans = read_plan_text(text, name)
    except PlanRejected as rejected:
        raise Refused(problems_of(rejected.problems)) from rejected
    if len(plans) != 1:
        raise Refused([Problem("program.one_plan", "document", {"found": len(plans)})])
    return plans[0]


def problems_of(found: Sequence[object]) -> list[Problem]:
    """Bring the engine's problems to the application's form: found and allowed."""
    return [
        Problem(
            f"plan.{one.code}",
            one.path or "document",
            {"found": one.found, "allowed": one.allowed, "plan": one.plan},
        )
        for one in found
        if isinstance(one, PlanProblem)
    ]


def titles_of(plan: Plan) -> tuple[str, str]:
    """Return the title in Indonesian and in English."""
    if isinstance(plan.title, LocalText):
        return plan.title.id, plan.title.en
    title = plan.title or plan.id
    return title, title
