"""Pages of statements: the list of a month, one statement, and its files."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from setia.core.errors import Refused
from setia.disputes.models import Dispute
from setia.office.language import language
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.sentences import sentence
from setia.office.statements.asked import address_of_line, kept_query, statement_at
from setia.office.statements.listed import listed_statements
from setia.statements.as_pdf import statement_pdf as as_pdf
from setia.statements.as_xlsx import statement_xlsx as as_xlsx
from setia.statements.asked import revisions_of
from setia.statements.models import StatementLink
from setia.statements.shown import shown_unit
from setia.statements.statement import Statement

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@permitted("statement.see")
@require_GET
def statements(request: HttpRequest) -> HttpResponse:
    """List what a month came to for everybody."""
    context = listed_statements(request.GET, actor_at(request))
    return render(request, "office/statements/statements.html", context)


@permitted("statement.see")
@require_GET
def statement(request: HttpRequest, pk: int, month: str) -> HttpResponse:
    """Show one statement by unit, as it is known now or was known on a day."""
    told, actor = statement_at(request, pk, month), actor_at(request)
    units = [one.unit for one in told.units] or ["IDR"]
    unit = request.GET.get("unit", "")
    part = told.unit(unit if unit in units else units[0])
    address_of = partial(address_of_line, request, told)
    awards = {line.award.pk for one in told.units for line in one.lines if line.award}
    asked = Dispute.objects.visible_to(actor).filter(award__in=sorted(awards)[:500])
    may_share = actor.may("statement.share")
    links = StatementLink.objects.filter(payee=told.payee, month=told.month)
    counted = links.select_related("revocation").annotate(opened=Count("visits"))
    context = {
        "statement": told,
        "units": units,
        "shown": shown_unit(part, address_of),
        "revisions": revisions_of(told.month),
        "known": request.GET.get("known", ""),
        "kept": kept_query(request),
        "disputes": asked.with_records() if actor.may("dispute.see") else [],
        "may_share": may_share,
        "links": counted[:20] if may_share else [],
    }
    return render(request, "office/statements/statement.html", context)


@permitted("statement.see")
@require_GET
def statement_pdf(request: HttpRequest, pk: int, month: str) -> HttpResponse:
    """Give a statement as a PDF; where this machine makes none, say so on its page."""
    told = statement_at(request, pk, month)
    try:
        pdf = as_pdf(told, language())
    except Refused as refused:
        for problem in refused.problems:
            messages.error(request, sentence(problem.code, problem.params))
        return redirect("office:statement", pk=pk, month=month)
    return _file(told, pdf, "application/pdf", "pdf")


@permitted("statement.see")
@require_GET
def statement_xlsx(request: HttpRequest, pk: int, month: str) -> HttpResponse:
    """Give a statement as a workbook."""
    told = statement_at(request, pk, month)
    return _file(told, as_xlsx(told), XLSX, "xlsx")


def _file(told: Statement, content: bytes, kind: str, ending: str) -> HttpResponse:
    name = f"statement-{told.payee.pk}-{told.month:%Y-%m}-r{told.revision}.{ending}"
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
