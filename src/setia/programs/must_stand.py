"""Whether a document can bind beside the programs that do."""

from __future__ import annotations

from setia.core.errors import Refused
from setia.programs.models import ProgramVersion
from setia.programs.read_document import problems_of, read_document
from setia_engine.plan.check import check_run
from setia_engine.plan.document import Plan


def must_stand_with_others(plan: Plan) -> None:
    """Refuse a plan that cannot be evaluated in one run with those that were approved.

    Raises:
        Refused: With the problems between them.
    """
    newest: dict[int, ProgramVersion] = {}
    others = ProgramVersion.objects.approved().exclude(program__code=plan.id)
    for version in others.order_by("number"):
        newest[version.program_id] = version
    documents = [read_document(version.document) for version in newest.values()]
    if found := check_run([*documents, plan]):
        raise Refused(problems_of(found))
