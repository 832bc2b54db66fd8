"""The page of reasons for leaving: counted, and words that wait to be sorted."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from setia.core.clock import today
from setia.core.days import first_of
from setia.core.errors import NotFound, Refused
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_on_form, tell_outcome, tell_wrong
from setia.office.surveys.forms import ReasonCodeForm, ReasonForm
from setia.people.resolve_code import resolve_code
from setia.surveys.models import Reason, ReasonCode
from setia.surveys.reason_codes import add_reason_code
from setia.surveys.results_of_reasons import MONTHS, by_category, by_month
from setia.surveys.tell_reason import code_reason, tell_reason
from setia.ui.charts import Bar, Bars
from setia.ui.listing import Listing

SORTS = {"on": ("-on",), "who": ("party__name_key", "-on")}


@permitted("reason.see")
@require_http_methods(["GET", "POST"])
def reasons(request: HttpRequest) -> HttpResponse:
    """Show why people left; write down what somebody told."""
    form = ReasonForm(request.POST or None, initial={"party": request.GET.get("who", "")})
    if request.method == "POST":
        actor_at(request).must("reason.code")
        if form.is_valid() and _told(request, form):
            return redirect("office:reasons")
    return _page(request, form)


def _told(request: HttpRequest, form: ReasonForm) -> bool:
    filled = form.cleaned_data
    party = resolve_code(filled["party"].strip())
    if party is None:
        form.add_error("party", _("Nobody has this code."))
        return False
    try:
        tell_reason(party, filled["text"], filled["code"], actor_at(request))
    except Refused as refused:
        put_on_form(form, refused.problems)
    except NotFound:
        form.add_error("party", _("Nobody has this code."))
    else:
        return True
    return False


@permitted("reason.code")
@require_POST
def coding(request: HttpRequest, reason: int) -> HttpResponse:
    """Sort what somebody said."""
    actor = actor_at(request)
    row = get_object_or_404(Reason.objects.visible_to(actor), pk=reason)
    told = request.POST.get("code", "").replace("\0", "")[:30]
    code = get_object_or_404(ReasonCode, code=told)
    tell_outcome(request, lambda: code_reason(row, code, actor))
    return redirect("office:reasons")


@permitted("reason.code")
@require_POST
def codes(request: HttpRequest) -> HttpResponse:
    """Add a reason that can be counted."""
    form = ReasonCodeForm(request.POST)
    if not form.is_valid():
        tell_wrong(request, form)
    else:
        told = form.cleaned_data
        names = told["code"].strip(), told["name_id"], told["name_en"]
        tell_outcome(request, lambda: add_reason_code(*names, actor_at(request)))
    return redirect("office:reasons")


def _page(request: HttpRequest, form: ReasonForm) -> HttpResponse:
    actor = actor_at(request)
    months = _months(today(settings.TIME_ZONE))
    rows = by_month(actor, months)
    heads, segments = by_category(actor, months)
    waiting = Reason.objects.visible_to(actor).filter(code=None).select_related("party")
    context = {
        "form": form,
        "code_form": ReasonCodeForm(),
        "months": months,
        "rows": rows,
        "heads": heads,
        "segments": segments,
        "chart": Bars(
            _("Reasons for leaving: %(name)s most often, %(count)s times.")
            % {"name": rows[0].name, "count": rows[0].total},
            tuple(Bar(one.name, one.total) for one in rows),
            unit="count",
        )
        if rows
        else None,
        "listing": Listing(request.GET, SORTS, "on", 20).over(waiting),
        "codes": ReasonCode.objects.all(),
        "may_code": actor.may("reason.code"),
    }
    status = 422 if form.errors else 200
    return render(request, "office/surveys/reasons.html", context, status=status)


def _months(day: date) -> list[date]:
    """Return the first days of the last months, the oldest first."""
    found = [first_of(day)]
    while len(found) < MONTHS:
        last = found[0]
        found.insert(0, date(last.year - (last.month == 1), (last.month - 2) % 12 + 1, 1))
    return found
