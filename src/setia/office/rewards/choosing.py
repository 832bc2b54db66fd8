"""Pages on which somebody chooses: a partner for itself, or the office for a partner."""

from __future__ import annotations

from collections.abc import Callable
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from setia.core.clock import today
from setia.core.errors import Conflict, NotFound, Refused
from setia.core.permissions import Reach
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_conflict_on_form, put_on_form
from setia.people.models import Party
from setia.people.resolve_code import survivors, with_merged
from setia.programs.models import Program
from setia.rewards.cancel_choice import change_choice
from setia.rewards.choose_form import ChooseForm
from setia.rewards.choose_reward import Wanted, choose_for_points, choose_reward
from setia.rewards.menus import (
    Open,
    dishes_of,
    goods_of_menus,
    menus_in_force,
    newest_menu,
    points_of,
)
from setia.rewards.models import Choice
from setia.rewards.state import ChoiceState, state_of_choice
from setia.ui.listing import Listing

SORTS = {"due": ("due_on",), "payee": ("payee__name_key",), "pieces": ("pieces",)}


@permitted("reward.see")
@require_GET
def unchosen(request: HttpRequest) -> HttpResponse:
    """List what was earned and nobody chose for yet: whom to remind, until when."""
    actor = actor_at(request)
    if actor.reach == Reach.SELF:
        raise NotFound("page", request.path)
    rows = goods_of_menus().filter(pieces__gt=0)
    rows = rows.filter(payee__in=Party.objects.visible_to(actor))
    listing = Listing(request.GET, SORTS, "due").over(
        rows.select_related("program", "payee")
    )
    menus, day = menus_in_force(), today(settings.TIME_ZONE)
    context = {
        "listing": listing,
        "rows": [
            (one, menus[one.program_id], menus[one.program_id].until < day)
            for one in listing.rows
        ],
        "tab": "unchosen",
    }
    return render(request, "office/rewards/unchosen.html", context)


@permitted("reward.choose")
@require_http_methods(["GET", "POST"])
def award_choice(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose for a piece of an award."""
    row = _award(request, pk)
    menu = newest_menu(row.program)
    if menu is None:
        raise Http404
    there = Open(menu, dishes_of([menu])[menu.pk], row, row.pieces)
    actor = actor_at(request)
    return _choosing(
        request, there, row.payee, lambda wanted: choose_reward(row, wanted, actor)
    )


@permitted("reward.choose")
@require_http_methods(["GET", "POST"])
def points_choice(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Choose for points of a party."""
    actor = actor_at(request)
    program = get_object_or_404(Program, code=code)
    seen = Party.objects.visible_to(actor)
    party = get_object_or_404(seen, pk=survivors().get(pk, pk))
    menu = newest_menu(program)
    if menu is None or menu.unit != "points":
        raise Http404
    points = points_of(with_merged(party.pk), today(settings.TIME_ZONE))
    there = Open(menu, dishes_of([menu])[menu.pk], points_minor=points)
    return _choosing(
        request, there, party, lambda wanted: choose_for_points(party, wanted, actor)
    )


@permitted("reward.choose")
@require_http_methods(["GET", "POST"])
def choice_replacement(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose something else for the same piece, as long as nothing was sent."""
    actor = actor_at(request)
    rows = Choice.objects.visible_to(actor).with_records().exclude(award=None)
    before = get_object_or_404(rows, pk=pk)
    menu = newest_menu(before.item.menu.program)
    if menu is None or state_of_choice(before) != ChoiceState.WAITING:
        return redirect("office:choice", pk=pk)
    there = Open(menu, dishes_of([menu])[menu.pk], before.award, 1)
    return _choosing(
        request,
        there,
        before.party,
        lambda wanted: change_choice(before, wanted, actor),
        before=before,
    )


def _award(request: HttpRequest, pk: int) -> Any:  # noqa: ANN401 - an award with what is open
    rows = goods_of_menus().select_related("program", "payee")
    seen = rows.filter(payee__in=Party.objects.visible_to(actor_at(request)))
    return get_object_or_404(seen, pk=pk)


def _choosing(
    request: HttpRequest,
    there: Open,
    party: Party,
    act: Callable[[Wanted], Choice],
    before: Choice | None = None,
) -> HttpResponse:
    form = ChooseForm(request.POST or None, there.dishes, {"key": token_hex(16)})
    if request.method == "POST" and form.is_valid():
        filled = form.cleaned_data
        wanted = Wanted(form.item_chosen(), filled["key"], filled["wish"])
        try:
            made = act(wanted)
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("Chosen: %(reward)s.") % {"reward": made.reward})
            return redirect("office:choice", pk=made.pk)
    day = today(settings.TIME_ZONE)
    context = {
        "open": there,
        "party": party,
        "form": form,
        "before": before,
        "over": there.menu.until < day,
        "may_still": actor_at(request).may("reward.fulfil"),
        "own": actor_at(request).reach == Reach.SELF,
    }
    status = 422 if form.errors else 200
    return render(request, "office/rewards/choose.html", context, status=status)
