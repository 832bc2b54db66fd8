"""Pages of disputes: what waits for an answer, and the answer."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from setia.core.clock import today
from setia.core.errors import Conflict, Refused
from setia.disputes.models import Dispute
from setia.disputes.settle_dispute import settle_dispute
from setia.disputes.withdraw_dispute import withdraw_dispute
from setia.office.disputes.forms import AnswerForm
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_conflict_on_form, put_on_form, tell_outcome
from setia.ui.listing import Listing

SORTS = {
    "due": ("closed", "answer_due_on"),
    "raised": ("raised_at",),
    "payee": ("payee__name_key", "raised_at"),
}


@permitted("dispute.see")
@require_GET
def disputes(request: HttpRequest) -> HttpResponse:
    """List disputes: those that wait for an answer first, the oldest promise on top."""
    is_open = When(answer=None, withdrawal=None, then=Value(0))
    rows = Dispute.objects.visible_to(actor_at(request)).annotate(
        closed=Case(is_open, default=Value(1), output_field=IntegerField())
    )
    show = request.GET.get("show", "open")
    if show != "all":
        rows = rows.standing()
    listing = Listing(request.GET, SORTS, "due").over(rows.with_records())
    day = today(settings.TIME_ZONE)
    context = {
        "listing": listing,
        "disputes": [(one, one.is_overdue(day)) for one in listing.rows],
        "show": show,
    }
    return render(request, "office/disputes/disputes.html", context)


@permitted("dispute.see")
@require_GET
def dispute(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one dispute with its award and what may be answered."""
    return _shown(request, _dispute(request, pk), AnswerForm())


@permitted("dispute.settle")
@require_POST
def dispute_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a dispute."""
    row, form = _dispute(request, pk), AnswerForm(request.POST)
    if form.is_valid():
        try:
            settle_dispute(row, form.decision(), actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("The dispute is answered."))
            return redirect("office:dispute", pk=pk)
    return _shown(request, row, form)


@permitted("dispute.raise")
@require_POST
def dispute_withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a dispute back."""
    row, reason = _dispute(request, pk), request.POST.get("reason", "").replace("\0", "")
    tell_outcome(request, lambda: withdraw_dispute(row, reason, actor_at(request)))
    return redirect("office:dispute", pk=pk)


def _dispute(request: HttpRequest, pk: int) -> Dispute:
    rows = Dispute.objects.visible_to(actor_at(request)).with_records()
    return get_object_or_404(rows, pk=pk)


def _shown(request: HttpRequest, row: Dispute, form: AnswerForm) -> HttpResponse:
    actor = actor_at(request)
    mine = row.raised_by_key == actor.key
    context = {
        "dispute": row,
        "overdue": row.is_overdue(today(settings.TIME_ZONE)),
        "form": form,
        "may_answer": row.is_open and actor.may("dispute.settle") and not mine,
        "needs_another": row.is_open and actor.may("dispute.settle") and mine,
        "may_withdraw": row.is_open and actor.may("dispute.raise"),
        "month": f"{row.booking.run.period.month:%Y-%m}",
    }
    status = 422 if form.errors else 200
    return render(request, "office/disputes/dispute.html", context, status=status)
