"""The page of conflicts: the table behind each kind, and the rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from setia.catalog.models import Product
from setia.core.clock import now, today
from setia.core.days import first_of, last_of, month_in, next_month
from setia.core.errors import Refused
from setia.market.conflicts.foreign_sales import foreign_sales
from setia.market.conflicts.prices import looks_of, swings, under_list
from setia.market.look_for_conflicts import net_prices_now, still_stock_now
from setia.market.models import PriceSeen
from setia.market.read_rows import people_of, traded_between
from setia.market.rules import change_rules, rules_in_force
from setia.office.market.forms import RulesForm
from setia.office.market.listed import named, paged
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_on_form
from setia.people.models import Party

TABS = (
    ("areas", _("Areas")),
    ("stock", _("Stock under targets")),
    ("net", _("Net prices")),
    ("prices", _("Under the list")),
    ("swings", _("Swings")),
)


@permitted("conflict.see")
@require_GET
def conflicts(request: HttpRequest) -> HttpResponse:
    """Show the table behind one kind of conflict."""
    show = request.GET.get("show", "areas")
    if show not in TABLES:
        show = "areas"
    context = {
        "tabs": TABS,
        "show": show,
        "rules": rules_in_force(),
        **TABLES[show](request),
    }
    return render(request, "office/market/conflicts.html", context)


@permitted("conflict.rules")
@require_http_methods(["GET", "POST"])
def market_rules(request: HttpRequest) -> HttpResponse:
    """Show and change from when on something is told."""
    form = RulesForm(rules_in_force(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_rules(form.rules(), actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        else:
            return redirect("office:conflicts")
    status = 422 if form.errors else 200
    return render(request, "office/market/rules.html", {"form": form}, status=status)


def _areas(request: HttpRequest) -> dict[str, Any]:
    day = today(settings.TIME_ZONE)
    month = month_in(request.GET.get("month", "")) or first_of(day)
    traded = traded_between(month, last_of(month))
    people = people_of(traded)
    listing = paged(foreign_sales(traded, people), request.GET)
    rows = [(one, people[one.seller], people[one.holder]) for one in listing.rows]
    before = first_of(month - timedelta(days=1)) if month > date(2000, 1, 1) else None
    after = next_month(month) if month < first_of(day) else None
    return {
        "listing": listing,
        "rows": rows,
        "month": month,
        "month_before": before,
        "month_after": after,
    }


def _stock(request: HttpRequest) -> dict[str, Any]:
    found = still_stock_now(today(settings.TIME_ZONE), rules_in_force(), actor_at(request))
    listing = paged(found, request.GET)
    parties = named(Party, (one.shelf.party for one in listing.rows))
    products = named(Product, (one.shelf.product for one in listing.rows))
    rows = [
        (one, parties[one.shelf.party], products[one.shelf.product]) for one in listing.rows
    ]
    return {"listing": listing, "rows": rows}


def _net(request: HttpRequest) -> dict[str, Any]:
    rules = rules_in_force()
    found = net_prices_now(today(settings.TIME_ZONE), rules)
    compared = [one for one in found if one.under is not None]
    listing = paged(compared, request.GET)
    parties = named(Party, (one.party for one in listing.rows))
    products = named(Product, (one.product for one in listing.rows))
    rows = [
        (
            one,
            parties[one.party],
            products[one.product],
            one.under is not None and one.under > rules.net_gap,
        )
        for one in listing.rows
    ]
    return {"listing": listing, "rows": rows}


def _prices(request: HttpRequest) -> dict[str, Any]:
    seen = _seen(request)
    found = under_list(looks_of(seen.values()), rules_in_force())
    latest = sorted(found, key=lambda one: (one.look.at, one.look.pk), reverse=True)
    listing = paged(latest, request.GET)
    return {
        "listing": listing,
        "rows": [(one, seen[one.look.pk]) for one in listing.rows],
    }


def _swings(request: HttpRequest) -> dict[str, Any]:
    seen = _seen(request)
    found = swings(looks_of(seen.values()), rules_in_force())
    latest = sorted(found, key=lambda one: (one.after.at, one.after.pk), reverse=True)
    listing = paged(latest, request.GET)
    return {
        "listing": listing,
        "rows": [(one, seen[one.after.pk]) for one in listing.rows],
    }


def _seen(request: HttpRequest) -> dict[int, PriceSeen]:
    """Return the prices of the days that the rules look at."""
    since = now() - timedelta(days=rules_in_force().window_days)
    rows = PriceSeen.objects.visible_to(actor_at(request)).filter(at__gte=since)
    return {one.pk: one for one in rows.select_related("product", "party")}


TABLES: dict[str, Callable[[HttpRequest], dict[str, Any]]] = {
    "areas": _areas,
    "stock": _stock,
    "net": _net,
    "prices": _prices,
    "swings": _swings,
}
