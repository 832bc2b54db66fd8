"""One award of a statement: why it is this sum, and a question about it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from setia.closing.models import Award, Booking
from setia.core.errors import NotFound
from setia.disputes.models import Dispute
from setia.disputes.raise_dispute import may_be_questioned, raise_dispute
from setia.office.language import language
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import tell_outcome
from setia.office.statements.asked import kept_query, payee_at, statement_at
from setia.people.models import Party
from setia.people.resolve_code import with_merged
from setia.statements.asked import month_from
from setia.statements.explain_line import booking_known, tale_of


@permitted("statement.see")
@require_GET
def statement_award(request: HttpRequest, pk: int, month: str, award: int) -> HttpResponse:
    """Explain an award as it was booked by then, down to the sale lines."""
    told, actor = statement_at(request, pk, month), actor_at(request)
    row = _award(told.payee, award)
    booking = booking_known(row, told)
    if booking is None:
        raise Http404(str(award))
    lines = [
        line
        for unit in told.units
        for line in unit.lines
        if line.award == row and line.booking is not None
    ]
    asked = Dispute.objects.visible_to(actor).filter(award=row)
    may_question = actor.may("dispute.raise") and may_be_questioned(row, booking)
    context = {
        "statement": told,
        "award": row,
        "booking": booking,
        "lines": lines,
        "tale": _tale(request, row, booking),
        "disputes": asked.with_records() if actor.may("dispute.see") else [],
        "may_question": may_question,
        "kept": kept_query(request),
    }
    return render(request, "office/statements/award.html", context)


@permitted("dispute.raise")
@require_POST
def statement_disputes(
    request: HttpRequest, pk: int, month: str, award: int
) -> HttpResponse:
    """Question an award."""
    month_from(month)
    row = _award(payee_at(request, pk), award)
    text = request.POST.get("text", "").replace("\0", "")
    tell_outcome(request, lambda: raise_dispute(row, text, actor_at(request)))
    return redirect("office:statement-award", pk=pk, month=month, award=award)


def _award(payee: Party, award: int) -> Award:
    """Return an award that is paid to a party or to one that was merged into it."""
    rows = Award.objects.select_related("program", "party", "payee", "version")
    return get_object_or_404(rows, pk=award, payee__in=with_merged(payee.pk))


def _tale(request: HttpRequest, award: Award, booking: Booking) -> Any:  # noqa: ANN401 - the engine's tale
    """Return the explanation; of others' sales only to those who may see these others."""
    seen = Party.objects.visible_to(actor_at(request)).filter(pk=award.party_id)
    try:
        return tale_of(award, booking, language()) if seen.exists() else None
    except NotFound:
        return None
