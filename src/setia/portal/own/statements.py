"""A partner's statements, why each award is what it is, and questions about them."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from setia.core.errors import Conflict, NotFound, Refused
from setia.disputes.models import Dispute
from setia.disputes.raise_dispute import may_be_questioned, raise_dispute
from setia.partners.my_statements import months_of
from setia.portal.own.door import Visitor, for_partners, page
from setia.portal.told import (
    SENTENCES,
    XLSX,
    award_in,
    awards_of,
    file,
    language,
    lines_about,
    tale_in,
    why,
)
from setia.programs.sentences import worded
from setia.statements.as_pdf import statement_pdf as as_pdf
from setia.statements.as_xlsx import statement_xlsx as as_xlsx
from setia.statements.asked import month_from
from setia.statements.shown import shown_unit
from setia.statements.statement import Line, Statement
from setia.statements.statement_of import statement_of

MOST_LINES = 60
"""A phone on a slow network is not sent more; the workbook has every line."""


@for_partners
@require_GET
def statements(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """List the months that there is a statement of."""
    return page(request, visitor, "statements", {"months": months_of(visitor.actor)})


@for_partners
@require_GET
def statement(request: HttpRequest, visitor: Visitor, month: str) -> HttpResponse:
    """Show one month."""
    return _statement(request, visitor, _told(visitor, month))


@for_partners
@require_GET
def statement_pdf(request: HttpRequest, visitor: Visitor, month: str) -> HttpResponse:
    """Give a statement as a PDF."""
    told = _told(visitor, month)
    try:
        pdf = as_pdf(told, language())
    except Refused as refused:
        return _statement(request, visitor, told, why(refused), 503)
    return file(pdf, "application/pdf", f"statement-{told.month:%Y-%m}.pdf")


@for_partners
@require_GET
def statement_xlsx(request: HttpRequest, visitor: Visitor, month: str) -> HttpResponse:
    """Give a statement as a workbook."""
    del request
    told = _told(visitor, month)
    return file(as_xlsx(told), XLSX, f"statement-{told.month:%Y-%m}.xlsx")


@for_partners
@require_GET
def award(request: HttpRequest, visitor: Visitor, month: str, award: int) -> HttpResponse:
    """Explain one award of a statement, down to the sale lines."""
    return _award(request, visitor, _told(visitor, month), award)


@for_partners
@require_POST
def disputes(
    request: HttpRequest, visitor: Visitor, month: str, award: int
) -> HttpResponse:
    """Question an award."""
    told = _told(visitor, month)
    row, _booking = award_in(told, award)
    text = request.POST.get("text", "").replace("\0", "")
    try:
        raise_dispute(row, text, visitor.actor)
    except Refused as refused:
        return _award(request, visitor, told, award, why(refused), 422)
    except Conflict as conflict:
        wrong = [worded(SENTENCES, conflict.code, conflict.params)]
        return _award(request, visitor, told, award, wrong, 409)
    return redirect("partners:award", month=month, award=award)


@for_partners
@require_GET
def questions(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """List what a partner asked about, and the answers."""
    asked = Dispute.objects.visible_to(visitor.actor).with_records()
    return page(request, visitor, "questions", {"disputes": asked[:100]})


def _told(visitor: Visitor, month: str) -> Statement:
    """Return the statement of a month that was told to the partner.

    Raises:
        NotFound: There is no such month.
    """
    first: date = month_from(month)
    if not any(one.month == first for one in months_of(visitor.actor)):
        raise NotFound("statement", month)
    return statement_of(visitor.party, first)


def _statement(
    request: HttpRequest,
    visitor: Visitor,
    told: Statement,
    wrong: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    month = f"{told.month:%Y-%m}"

    def address_of(line: Line) -> str:
        key = line.award.pk if line.award else 0
        return reverse("partners:award", args=[month, key])

    asked = Dispute.objects.visible_to(visitor.actor).filter(award__in=awards_of(told))
    context = {
        "statement": told,
        "month": month,
        "units": [shown_unit(part, address_of, MOST_LINES) for part in told.units],
        "disputes": asked.with_records(),
        "wrong": wrong or [],
    }
    return page(request, visitor, "statement", context, status)


def _award(
    request: HttpRequest,
    visitor: Visitor,
    told: Statement,
    award: int,
    wrong: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    row, booking = award_in(told, award)
    asked = Dispute.objects.visible_to(visitor.actor).filter(award=row)
    context = {
        "statement": told,
        "month": f"{told.month:%Y-%m}",
        "award": row,
        "lines": lines_about(told, row),
        "tale": tale_in(told, row, booking),
        "disputes": asked.with_records(),
        "may_question": may_be_questioned(row, booking),
        "text": request.POST.get("text", "") if wrong else "",
        "wrong": wrong or [],
    }
    return page(request, visitor, "award", context, status)
