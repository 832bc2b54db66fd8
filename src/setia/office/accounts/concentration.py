"""How much hangs on few accounts, as figures and as a picture."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from setia.accounts.concentration import Concentration, by_territory, concentration
from setia.accounts.current_ranks import current_ranks, run_of
from setia.accounts.models import AccountRank
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.people.models.party import PartyRole
from setia.ui.charts import Bar, Bars

MOST_BARS = 12
TENTH = 1_000
"""A tenth of a percent, in millionths."""


@permitted("account.see")
@require_GET
def shares(request: HttpRequest) -> HttpResponse:
    """Show for one role the share of the largest, by territory too, and the largest by name."""
    seen = current_ranks().visible_to(actor_at(request))
    found = set(seen.order_by().values_list("role", flat=True).distinct())
    roles = [(value, label) for value, label in PartyRole.choices if value in found]
    asked = request.GET.get("role", "")
    role = asked if asked in found else roles[0][0] if roles else ""
    ranks = list(
        seen.filter(role=role)
        .select_related("party")
        .order_by("-total_minor", "party__code")
    )
    whole = concentration("", [one.total_minor for one in ranks])
    context = {
        "run": run_of(),
        "roles": roles,
        "role": role,
        "whole": whole,
        "territories": by_territory(ranks),
        "picture": _picture(ranks, whole) if whole else None,
    }
    return render(request, "office/accounts/concentration.html", context)


def tenths(part: int, whole: int) -> int:
    """Return a share in millionths, to a tenth of a percent: the picture has no room for more."""
    return (part * 2_000 + whole) // (whole * 2) * TENTH


def _picture(ranks: list[AccountRank], whole: Concentration) -> Bars:
    bars = [
        Bar(
            one.party.name,
            tenths(one.total_minor, whole.whole_minor),
            href=reverse("office:person-account", args=[one.party_id]),
        )
        for one in ranks[:MOST_BARS]
    ]
    text = _("The share of the largest %(count)s in what all %(all)s sell.")
    told: dict[str, Any] = {"count": len(bars), "all": whole.count}
    return Bars(text % told, tuple(bars), "share")
