"""Pages of the catalogue: what there is to choose, and how much of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from setia.core.errors import Conflict, NotFound, Refused
from setia.core.permissions import Reach
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import (
    put_conflict_on_form,
    put_on_form,
    tell_outcome,
    tell_wrong,
)
from setia.office.rewards.forms import RewardForm, StockForm
from setia.rewards.add_reward import add_reward, change_reward
from setia.rewards.models import Choice, Reward
from setia.rewards.move_stock import last_movement, receive_stock, write_off_stock
from setia.rewards.stock import Stock, stock_of
from setia.ui.listing import Listing

SORTS = {"title": ("title_id",), "kind": ("kind", "title_id"), "worth": ("worth_minor",)}
MOVES = {"number": ("number",)}


@permitted("reward.see")
@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """List rewards with what is free of each and what is kept for choices."""
    _staff_only(request)
    rows = Reward.objects.select_related("supplier")
    listing = Listing(request.GET, SORTS, "title").over(rows)
    stock = stock_of([one.pk for one in listing.rows])
    context = {
        "listing": listing,
        "rows": [(one, stock[one.pk]) for one in listing.rows],
        "tab": "catalogue",
    }
    return render(request, "office/rewards/catalogue.html", context)


@permitted("reward.see")
@require_GET
def reward(request: HttpRequest, code: str) -> HttpResponse:
    """Show one reward: its stock, every movement of it, and who waits for it."""
    _staff_only(request)
    return _shown(request, _reward(code))


@permitted("reward.write")
@require_http_methods(["GET", "POST"])
def reward_new(request: HttpRequest) -> HttpResponse:
    """Add a reward."""
    form = RewardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            code = form.cleaned_data["code"]
            made = add_reward(code, form.draft(), actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        else:
            messages.success(request, _("The reward was added. Tell what came in of it."))
            return redirect("office:reward", code=made.code)
    return _form(request, form)


@permitted("reward.write")
@require_http_methods(["GET", "POST"])
def reward_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change a reward; its code stays, and so does what was chosen."""
    kept = _reward(code)
    form = RewardForm(request.POST or None, initial=_filled(kept))
    form.fields["code"].disabled = True
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            change_reward(kept, form.draft(), version, actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("The reward was changed."))
            return redirect("office:reward", code=code)
    return _form(request, form, reward=kept)


@permitted("reward.write")
@require_POST
def reward_stock(request: HttpRequest, code: str) -> HttpResponse:
    """Tell that pieces came, or that some are gone."""
    kept, form = _reward(code), StockForm(request.POST)
    if form.is_valid():
        filled, actor = form.cleaned_data, actor_at(request)
        came = filled["what"] == "received"
        verb = receive_stock if came else write_off_stock
        asked = (kept, filled["pieces"], filled["note"], actor)
        tell_outcome(request, lambda: verb(*asked, seen=filled["seen"]))
    else:
        tell_wrong(request, form)
    return redirect("office:reward", code=code)


def _shown(request: HttpRequest, kept: Reward) -> HttpResponse:
    context = {
        "reward": kept,
        "stock": stock_of([kept.pk]).get(kept.pk, Stock()),
        "listing": Listing(request.GET, MOVES, "-number").over(
            kept.movements.select_related("choice__party")
        ),
        "waiting": Choice.objects.waiting().filter(reward=kept).count(),
        "form": StockForm(initial={"seen": last_movement(kept)}),
        "tab": "catalogue",
    }
    return render(request, "office/rewards/reward.html", context)


def _form(request: HttpRequest, form: RewardForm, **more: object) -> HttpResponse:
    status = 422 if form.errors else 200
    context = {"form": form, **more}
    return render(request, "office/rewards/form.html", context, status=status)


def _filled(kept: Reward) -> dict[str, Any]:
    names = ("code", "kind", "title_id", "title_en", "about_id", "about_en", "version")
    return {name: getattr(kept, name) for name in names} | {
        "worth": kept.worth_minor,
        "cost": kept.cost_minor,
        "supplier": kept.supplier.code if kept.supplier else "",
    }


def _reward(code: str) -> Reward:
    return get_object_or_404(Reward.objects.select_related("supplier"), code=code)


def _staff_only(request: HttpRequest) -> None:
    """A partner reads its own page of rewards; what there is in stock is the house's."""
    if actor_at(request).reach == Reach.SELF:
        raise NotFound("page", request.path)
