"""Products: the list, one product with how it sells, and its form."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from setia.catalog.models import Product
from setia.catalog.register_product import change_product, register_product
from setia.core.clock import today
from setia.core.errors import Conflict, Refused
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_conflict_on_form, put_on_form
from setia.office.products.forms import ProductForm
from setia.sales.models import SaleLine
from setia.sales.summaries import month_sums
from setia.ui.listing import Listing

SORTS = {"name": ("name",), "category": ("category", "name"), "price": ("price_minor",)}


@permitted("product.see")
@require_GET
def products(request: HttpRequest) -> HttpResponse:
    """List products; costs only for those who may see them."""
    seen = Product.objects.visible_to(actor_at(request)).select_related("supplier")
    rows = seen
    if asked := request.GET.get("q", "").strip()[:100]:
        rows = rows.filter(Q(name__icontains=asked) | Q(code__istartswith=asked))
    if category := request.GET.get("category", ""):
        rows = rows.filter(category=category)
    categories = seen.exclude(category="").order_by("category").values_list("category")
    context = {
        "listing": Listing(request.GET, SORTS, "name").over(rows),
        "categories": [row[0] for row in categories.distinct()],
    }
    return render(request, "office/products/products.html", context)


@permitted("product.see")
@require_GET
def product(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one product and how it sells."""
    actor = actor_at(request)
    seen = Product.objects.visible_to(actor).select_related("supplier")
    kept = get_object_or_404(seen, pk=pk)
    lines = SaleLine.objects.visible_to(actor).filter(product=kept)
    months = month_sums(lines, today(settings.TIME_ZONE), 12)
    margin = None
    if actor.may("product.cost") and kept.price_minor and kept.cost_minor is not None:
        margin = kept.price_minor - kept.cost_minor
    context = {
        "product": kept,
        "months": months,
        "largest_minor": max((month.revenue_minor for month in months), default=0),
        "margin_minor": margin,
    }
    return render(request, "office/products/product.html", context)


@permitted("product.write")
@require_http_methods(["GET", "POST"])
def product_new(request: HttpRequest) -> HttpResponse:
    """Add a product."""
    form = ProductForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = register_product(form.draft(), actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("The product was added."))
            return redirect("office:product", pk=added.pk)
    return _form(request, form)


@permitted("product.write")
@require_http_methods(["GET", "POST"])
def product_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is known of a product; its code stays."""
    kept = get_object_or_404(Product.objects.select_related("supplier"), pk=pk)
    names = ("code", "name", "category", "brand", "version")
    first = {name: getattr(kept, name) for name in names} | {
        "supplier": kept.supplier.code if kept.supplier else "",
        "price": kept.price_minor,
        "cost": kept.cost_minor,
    }
    form = ProductForm(request.POST or None, initial=first)
    form.fields["code"].disabled = True
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            change_product(kept, form.draft(), version, actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("The product was changed."))
            return redirect("office:product", pk=pk)
    return _form(request, form, product=kept)


def _form(request: HttpRequest, form: ProductForm, **more: object) -> HttpResponse:
    status = 422 if form.errors else 200
    context = {"form": form, **more}
    return render(request, "office/products/form.html", context, status=status)
