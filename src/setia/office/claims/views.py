"""Pages of claims: all with how old they are, one with what it contains, its proof."""

from __future__ import annotations

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from setia.claims.ageing import ageing_of, days_since
from setia.claims.claimable_months import claimable_months
from setia.claims.models import Claim
from setia.claims.proof_pdf import proof_pdf
from setia.claims.proof_xlsx import proof_workbook
from setia.claims.state import open_claims, standings_of
from setia.core.clock import today
from setia.core.errors import Refused
from setia.office.claims.shown import claim_shown
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import tell_refused
from setia.ui.listing import Listing

SORTS = {
    "number": ("pk",),
    "month": ("month",),
    "supplier": ("supplier__name_key",),
    "amount": ("amount_minor",),
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@permitted("claim.see")
@require_GET
def claims(request: HttpRequest) -> HttpResponse:
    """List claims, with what is open of each supplier by age."""
    actor, day = actor_at(request), today(settings.TIME_ZONE)
    rows = Claim.objects.visible_to(actor).select_related("supplier")
    show = request.GET.get("show", "open")
    listed = rows if show == "all" else open_claims(rows)
    listing = Listing(request.GET, SORTS, "-number").over(listed)
    standings = standings_of(listing.rows)
    context = {
        "listing": listing,
        "show": show,
        "claims": [
            (one, standings[one.pk], days_since(standings[one.pk], day))
            for one in listing.rows
        ],
        "ageing": ageing_of(list(open_claims(rows)), day),
        "months": claimable_months() if actor.may("claim.write") else [],
    }
    return render(request, "office/claims/claims.html", context)


@permitted("claim.see")
@require_GET
def claim(request: HttpRequest, claim: str) -> HttpResponse:
    """Show one claim: what it contains, what became of it, what can be done."""
    actor = actor_at(request)
    context = claim_shown(claim_at(request, claim), actor, today(settings.TIME_ZONE))
    return render(request, "office/claims/claim.html", context)


@permitted("claim.see")
@require_GET
def claim_pdf(request: HttpRequest, claim: str) -> HttpResponseBase:
    """Hand the proof out as a document."""
    kept = claim_at(request, claim)
    try:
        pdf = proof_pdf(kept)
    except Refused as refused:
        tell_refused(request, refused)
        return redirect("office:claim", kept.number)
    name = f'attachment; filename="{kept.number}.pdf"'
    return HttpResponse(pdf, "application/pdf", headers={"Content-Disposition": name})


@permitted("claim.see")
@require_GET
def claim_xlsx(request: HttpRequest, claim: str) -> HttpResponseBase:
    """Hand the proof out as a workbook, down to the sale lines."""
    kept = claim_at(request, claim)
    return FileResponse(
        proof_workbook(kept),
        as_attachment=True,
        filename=f"{kept.number}.xlsx",
        content_type=XLSX,
    )


def claim_at(request: HttpRequest, number: str) -> Claim:
    """Return a claim that the actor may see, or answer that there is none."""
    rows = Claim.objects.visible_to(actor_at(request)).select_related("supplier")
    return get_object_or_404(rows, number=number)
