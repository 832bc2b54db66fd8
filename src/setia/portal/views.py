"""Pages of a partner by link: one month's statement, its awards, its files, a question."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from setia.core.errors import Conflict, Refused
from setia.disputes.models import Dispute
from setia.disputes.raise_dispute import may_be_questioned, raise_dispute
from setia.portal.permitted import by_link, holder_of
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
from setia.statements.models import StatementLink
from setia.statements.share_statement import count_visit
from setia.statements.shown import shown_unit
from setia.statements.statement import Line, Statement
from setia.statements.statement_of import statement_of


@by_link
@require_GET
def statement(request: HttpRequest, link: StatementLink, token: str) -> HttpResponse:
    """Show the statement that a link opens, and count that it was opened."""
    count_visit(link)
    return _statement(request, link, token)


@by_link
@require_GET
def statement_pdf(request: HttpRequest, link: StatementLink, token: str) -> HttpResponse:
    """Give the statement as a PDF."""
    try:
        pdf = as_pdf(_told(link), language())
    except Refused as refused:
        return _statement(request, link, token, why(refused), 503)
    return file(pdf, "application/pdf", f"statement-{link.month:%Y-%m}.pdf")


@by_link
@require_GET
def statement_xlsx(
    request: HttpRequest,  # noqa: ARG001 - the framework's first argument
    link: StatementLink,
    token: str,  # noqa: ARG001 - of every page by link
) -> HttpResponse:
    """Give the statement as a workbook."""
    return file(as_xlsx(_told(link)), XLSX, f"statement-{link.month:%Y-%m}.xlsx")


@by_link
@require_GET
def award(
    request: HttpRequest, link: StatementLink, token: str, award: int
) -> HttpResponse:
    """Explain one award of the statement, down to the sale lines."""
    return _award(request, link, token, award)


@by_link
@require_http_methods(["POST"])
def disputes(
    request: HttpRequest, link: StatementLink, token: str, award: int
) -> HttpResponse:
    """Question an award of the statement."""
    row, _booking = award_in(_told(link), award)
    text = request.POST.get("text", "").replace("\0", "")
    try:
        raise_dispute(row, text, holder_of(link))
    except Refused as refused:
        return _award(request, link, token, award, why(refused), 422)
    except Conflict as conflict:
        wrong = [worded(SENTENCES, conflict.code, conflict.params)]
        return _award(request, link, token, award, wrong, 409)
    address = reverse("portal:award", args=[token, award])
    return redirect(f"{address}?lang={language()}")


def _statement(
    request: HttpRequest,
    link: StatementLink,
    token: str,
    wrong: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    told = _told(link)

    def address_of(line: Line) -> str:
        key = line.award.pk if line.award else 0
        address = reverse("portal:award", args=[token, key])
        return f"{address}?lang={language()}"

    asked = Dispute.objects.visible_to(holder_of(link)).filter(award__in=awards_of(told))
    context = {
        "statement": told,
        "token": token,
        "link": link,
        "units": [shown_unit(part, address_of) for part in told.units],
        "disputes": asked.with_records(),
        "here": reverse("portal:statement", args=[token]),
        "wrong": wrong or [],
    }
    return render(request, "portal/statement.html", context, status=status)


def _award(
    request: HttpRequest,
    link: StatementLink,
    token: str,
    award: int,
    wrong: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    told = _told(link)
    row, booking = award_in(told, award)
    asked = Dispute.objects.visible_to(holder_of(link)).filter(award=row)
    context = {
        "statement": told,
        "token": token,
        "award": row,
        "lines": lines_about(told, row),
        "tale": tale_in(told, row, booking),
        "disputes": asked.with_records(),
        "may_question": may_be_questioned(row, booking),
        "here": reverse("portal:award", args=[token, award]),
        "text": request.POST.get("text", "") if wrong else "",
        "wrong": wrong or [],
    }
    return render(request, "portal/award.html", context, status=status)


def _told(link: StatementLink) -> Statement:
    return statement_of(link.payee, link.month)
