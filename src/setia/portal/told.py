"""What pages for partners tell of a statement and its awards."""

from __future__ import annotations

from typing import Any, Literal

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language

from setia.closing.models import Award, Booking
from setia.core.errors import Conflict, NotFound, Refused
from setia.disputes.sentences import SENTENCES as DISPUTES
from setia.documents.sentences import SENTENCES as DOCUMENTS
from setia.events.sentences import SENTENCES as EVENTS
from setia.helpdesk.sentences import SENTENCES as HELPDESK
from setia.partners.sentences import SENTENCES as PARTNERS
from setia.payouts.sentences import SENTENCES as PAYOUTS
from setia.people.resolve_code import with_merged
from setia.programs.sentences import SENTENCES as PROGRAMS
from setia.programs.sentences import worded
from setia.rewards.sentences import SENTENCES as REWARDS
from setia.statements.explain_line import booking_known, tale_of
from setia.statements.statement import Line, Statement
from setia.surveys.sentences import SENTENCES as SURVEYS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SENTENCES = {
    **DISPUTES,
    **DOCUMENTS,
    **EVENTS,
    **HELPDESK,
    **PARTNERS,
    **PAYOUTS,
    **PROGRAMS,
    **REWARDS,
    **SURVEYS,
}


def award_in(told: Statement, award: int) -> tuple[Award, Booking]:
    """Return an award that the statement has a line of, and its last change known there.

    Raises:
        NotFound: The statement says nothing of such an award.
    """
    for unit in told.units:
        for line in unit.lines:
            if line.award is not None and line.award.pk == award:
                booking = booking_known(line.award, told)
                if booking is not None:
                    return line.award, booking
    raise NotFound("award", str(award))


def lines_about(told: Statement, award: Award) -> list[Line]:
    """Return the lines of a statement that are about an award."""
    return [
        line
        for unit in told.units
        for line in unit.lines
        if line.award == award and line.booking is not None
    ]


def awards_of(told: Statement) -> list[int]:
    """Return the awards that a statement has lines of."""
    found = {line.award.pk for one in told.units for line in one.lines if line.award}
    return sorted(found)[:500]


def tale_in(told: Statement, award: Award, booking: Booking) -> Any:  # noqa: ANN401 - the engine's tale
    """Return the explanation, unless it tells of sales of somebody else."""
    if award.party_id not in with_merged(told.payee.pk):
        return None
    try:
        return tale_of(award, booking, language())
    except NotFound:
        return None


def why(refused: Refused) -> list[str]:
    """Return what is wrong, as sentences."""
    return [worded(SENTENCES, one.code, one.params, one.at) for one in refused.problems]


def why_not(wrong: Refused | Conflict) -> tuple[list[str], int]:
    """Return why an act was not done, as sentences, and the status of such an answer."""
    if isinstance(wrong, Refused):
        return why(wrong), 422
    return [worded(SENTENCES, wrong.code, wrong.params)], 409


def file(content: bytes, kind: str, name: str) -> HttpResponse:
    """Return a file to keep."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def language() -> Literal["id", "en"]:
    """Return the language of the page, as the engine's words know it."""
    return "en" if (get_language() or settings.LANGUAGE_CODE) == "en" else "id"
