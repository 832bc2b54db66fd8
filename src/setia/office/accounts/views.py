"""The list of key accounts, by rank, with the figures that the ranks came from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from setia.accounts.cooperation import Cooperation, cooperation_of
from setia.accounts.current_ranks import months_ranked, run_of
from setia.accounts.models import AccountRank, AccountRankQuerySet, Rank
from setia.accounts.set_account_rule import rules_on
from setia.alerts.models import Alert
from setia.core.clock import today
from setia.core.days import month_in
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.people.models.party import PartyRole
from setia.people.name_key import name_key
from setia.ui.listing import Listing, Page
from setia.visits.heard import heard_of

SORTS = {
    "place": ("role", "place"),
    "average": ("total_minor",),
    "name": ("party__name_key",),
    "territory": ("territory", "place"),
}


@dataclass(frozen=True)
class Row:
    """One account of the list."""

    rank: AccountRank
    share: Decimal
    change: int | None
    cooperation: Cooperation
    alerts: int


@permitted("account.see")
@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    """List accounts by rank, narrowed to a role, a rank, a territory or a name."""
    actor = actor_at(request)
    months = months_ranked()
    month = month_in(request.GET.get("month", ""))
    run = run_of(month if month in months else None)
    all_ranks = AccountRank.objects.filter(run=run) if run else AccountRank.objects.none()
    seen = all_ranks.visible_to(actor)
    context = {
        "run": run,
        "months": months,
        "listing": _listed(_asked(seen, request), request),
        "roles": _named(seen, "role", PartyRole),
        "ranks": Rank.choices,
        "territories": sorted(
            set(seen.order_by().values_list("territory", flat=True)) - {""}
        ),
        "has_rules": bool(rules_on(today(settings.TIME_ZONE))),
        "may_rule": actor.may("account.rule"),
    }
    return render(request, "office/accounts/accounts.html", context)


def _named(
    rows: QuerySet[AccountRank], column: str, kinds: type[PartyRole]
) -> list[tuple[str, Any]]:
    found = set(rows.order_by().values_list(column, flat=True).distinct())
    return [(value, label) for value, label in kinds.choices if value in found]


def _asked(rows: AccountRankQuerySet, request: HttpRequest) -> AccountRankQuerySet:
    for name in ("role", "rank", "territory"):
        if value := request.GET.get(name, ""):
            rows = rows.filter(**{name: value})
    if text := name_key(request.GET.get("q", "")):
        rows = rows.filter(party__name_key__contains=text)
    return rows


def _listed(rows: AccountRankQuerySet, request: HttpRequest) -> Page:
    asked = rows.select_related("party__caretaker")
    page = Listing(request.GET, SORTS, "place").over(asked)
    keys = [rank.party_id for rank in page.rows]
    day = today(settings.TIME_ZONE)
    works = cooperation_of(keys, heard_of(keys, day), day)
    alerts = _alerts(keys) if actor_at(request).may("alert.see") else {}
    shown = [
        Row(
            rank,
            Decimal(rank.total_minor) / Decimal(rank.group_minor),
            changed_last(rank.months),
            works[rank.party_id],
            alerts.get(rank.party_id, 0),
        )
        for rank in page.rows
    ]
    return Page(shown, page.count, page.number, page.pages, page.sort)


def changed_last(months: list[int]) -> int | None:
    """Return how the last month differs from the one before, in whole percent times 100."""
    before, last = months[-2:]
    return None if before <= 0 else (last - before) * 100 // before * 100


def _alerts(parties: Collection[int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    rows = Alert.objects.open().filter(about__in=parties)
    for about in rows.order_by().values_list("about", flat=True):
        if about is not None:
            counts[about] = counts.get(about, 0) + 1
    return counts
