"""What a draft of a program is made of."""

from __future__ import annotations

import hashlib
from datetime import date

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Problem, Refused
from setia.programs.models import Program, ProgramVersion
from setia_engine.plan.document import Plan


def drafted(
    program: Program,
    number: int,
    from_date: date,
    document: str,
    by: Actor,
    reason: str = "",
) -> ProgramVersion:
    """Return a version that nobody has approved yet; saving it is the verb's."""
    return ProgramVersion(
        program=program,
        number=number,
        from_date=from_date,
        document=document,
        digest=digest_of(document),
        reason=reason,
        drafted_at=now(),
        drafted_by=by.name,
        drafted_by_key=by.key,
    )


def digest_of(document: str) -> str:
    """Return the SHA-256 of a document, in hexadecimal."""
    return hashlib.sha256(document.encode()).hexdigest()


def must_keep_its_id(plan: Plan, program: Program) -> None:
    """Refuse a document that belongs to another program.

    Raises:
        Refused: The document's id is another.
    """
    if plan.id != program.code:
        wrong = {"found": plan.id, "allowed": program.code}
        raise Refused([Problem("program.other_id", "id", wrong)])
