"""Pages of what was seen: prices and stock, noted on a phone."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from setia.catalog.models import Product
from setia.core.clock import now
from setia.core.errors import Conflict, NotFound, Refused
from setia.market.conflicts.prices import looks_of, under_list
from setia.market.conflicts.still_stock import sits_still
from setia.market.models import PriceSeen
from setia.market.observe_price import observe_price
from setia.market.observe_stock import observe_stock
from setia.market.read_rows import shelves
from setia.market.rules import rules_in_force
from setia.office.market.forms import PriceForm, StockForm
from setia.office.market.listed import named, paged
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_conflict_on_form, put_on_form
from setia.office.promises.asked import offered_names
from setia.people.models import Party
from setia.ui.listing import Listing

SORTS = {"at": ("at",), "product": ("product__name", "at"), "price": ("price_minor",)}


@permitted("market.see")
@require_GET
def prices(request: HttpRequest) -> HttpResponse:
    """List the prices that were seen, the latest first."""
    rows = PriceSeen.objects.visible_to(actor_at(request))
    if product := request.GET.get("product", ""):
        rows = rows.filter(product__code=product)
    listing = Listing(request.GET, SORTS, "-at").over(
        rows.select_related("product", "party")
    )
    low = {one.look.pk for one in under_list(looks_of(listing.rows), rules_in_force())}
    context = {
        "listing": listing,
        "prices": [(one, one.pk in low) for one in listing.rows],
    }
    return render(request, "office/market/prices.html", context)


@permitted("market.write")
@require_http_methods(["GET", "POST"])
def price_new(request: HttpRequest) -> HttpResponse:
    """Note a price; the same form sent twice notes it once."""
    actor = actor_at(request)
    form = PriceForm(request.POST or None, initial=_first(request))
    if request.method == "POST" and form.is_valid():
        try:
            observe_price(form.seen(), actor)
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        except NotFound:
            form.add_error("party", _("There is nobody with this code."))
        else:
            messages.success(request, _("The price is noted."))
            return _again(request, "office:price-new")
    context = {"form": form, "offered": offered_names(actor)}
    status = 422 if form.errors else 200
    return render(request, "office/market/price_new.html", context, status=status)


@permitted("market.see")
@require_GET
def stock(request: HttpRequest) -> HttpResponse:
    """List what stood on shelves, what was sold on since, and for how long it lasts."""
    rules = rules_in_force()
    found = shelves(actor_at(request), now(), rules.window_days)
    ordered = sorted(
        found,
        key=lambda one: (
            not sits_still(one, rules),
            -one.counted_at.timestamp(),
            one.party,
            one.product,
        ),
    )
    listing = paged(ordered, request.GET)
    parties = named(Party, (one.party for one in listing.rows))
    products = named(Product, (one.product for one in listing.rows))
    context = {
        "listing": listing,
        "shelves": [
            (one, parties[one.party], products[one.product], sits_still(one, rules))
            for one in listing.rows
        ],
    }
    return render(request, "office/market/stock.html", context)


@permitted("market.write")
@require_http_methods(["GET", "POST"])
def stock_new(request: HttpRequest) -> HttpResponse:
    """Note a count; the same form sent twice notes it once."""
    actor = actor_at(request)
    form = StockForm(request.POST or None, initial=_first(request))
    if request.method == "POST" and form.is_valid():
        try:
            observe_stock(form.counted(), actor)
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        except NotFound:
            form.add_error("party", _("There is nobody with this code."))
        else:
            messages.success(request, _("The count is noted."))
            return _again(request, "office:stock-new")
    context = {"form": form, "offered": offered_names(actor)}
    status = 422 if form.errors else 200
    return render(request, "office/market/stock_new.html", context, status=status)


def _first(request: HttpRequest) -> dict[str, str]:
    """Return where somebody stands, so that the next product needs no typing of it."""
    names = ("party", "place", "source", "product")
    return {one: request.GET[one][:120] for one in names if request.GET.get(one)}


def _again(request: HttpRequest, name: str) -> HttpResponse:
    """Lead to the same form at the same place: whoever stands at a shelf notes several."""
    kept = {
        one: request.POST[one]
        for one in ("party", "place", "source")
        if request.POST.get(one)
    }
    return redirect(f"{reverse(name)}?{urlencode(kept)}")
