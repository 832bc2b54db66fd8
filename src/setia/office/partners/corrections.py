"""Pages of corrections: what partners say is wrong about what is kept of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import tell_outcome
from setia.partners.ask_correction import answer_correction
from setia.partners.models import CorrectionRequest
from setia.ui.listing import Listing

SORTS = {"at": ("at",), "party": ("party__name_key", "at")}


@permitted("correction.answer")
@require_GET
def corrections(request: HttpRequest) -> HttpResponse:
    """List what waits for an answer, the oldest first."""
    show = request.GET.get("show", "waiting")
    rows = CorrectionRequest.objects.select_related("party", "answer")
    if show != "all":
        rows = rows.waiting()
    context = {"listing": Listing(request.GET, SORTS, "at").over(rows), "show": show}
    return render(request, "office/partners/corrections.html", context)


@permitted("correction.answer")
@require_POST
def correction_answer(request: HttpRequest, request_id: int) -> HttpResponse:
    """Tell the partner what was done."""
    asked = get_object_or_404(
        CorrectionRequest.objects.select_related("party"), pk=request_id
    )
    text = request.POST.get("text", "")
    tell_outcome(request, lambda: answer_correction(asked, text, actor_at(request)))
    return redirect("office:corrections")
