"""What a partner may choose for what it earned, what it chose, and how far that is."""

from __future__ import annotations

from collections.abc import Callable
from secrets import token_hex

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from setia.core.clock import today
from setia.core.errors import Conflict, Refused
from setia.people.models import Party
from setia.people.resolve_code import with_merged
from setia.portal.own.door import Visitor, for_partners, page
from setia.portal.told import why_not
from setia.programs.models import Program
from setia.rewards.cancel_choice import cancel_choice
from setia.rewards.choose_form import ChooseForm
from setia.rewards.choose_reward import Wanted, choose_for_points, choose_reward
from setia.rewards.confirm_handover import Proof, confirm_handover
from setia.rewards.menus import (
    Open,
    choices_open_to,
    dishes_of,
    goods_of_menus,
    newest_menu,
    points_of,
)
from setia.rewards.models import Choice
from setia.rewards.state import ChoiceState, is_late, state_of_choice

MOST_CHOICES = 40
"""A phone on a slow network is not sent more; the newest are first."""


@for_partners
@require_GET
def rewards(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show what may be chosen from, until when, and what was chosen."""
    day = today(settings.TIME_ZONE)
    rows = Choice.objects.visible_to(visitor.actor).with_records().order_by("-pk")
    chosen = rows[:MOST_CHOICES]
    context = {
        "open": choices_open_to(visitor.party, day),
        "choices": [(one, state_of_choice(one), is_late(one, day)) for one in chosen],
    }
    return page(request, visitor, "rewards", context)


@for_partners
@require_http_methods(["GET", "POST"])
def award_choice(request: HttpRequest, visitor: Visitor, award: int) -> HttpResponse:
    """Choose for a piece of an award."""
    actor = visitor.actor
    rows = goods_of_menus().select_related("program", "payee")
    row = get_object_or_404(
        rows.filter(payee__in=Party.objects.visible_to(actor)), pk=award
    )
    menu = newest_menu(row.program)
    if menu is None:
        raise Http404
    there = Open(menu, dishes_of([menu])[menu.pk], row, row.pieces)
    return _choosing(
        request, visitor, there, lambda wanted: choose_reward(row, wanted, actor)
    )


@for_partners
@require_http_methods(["GET", "POST"])
def points_choice(request: HttpRequest, visitor: Visitor, code: str) -> HttpResponse:
    """Choose for points."""
    party, actor = visitor.party, visitor.actor
    menu = newest_menu(get_object_or_404(Program, code=code))
    if menu is None or menu.unit != "points":
        raise Http404
    points = points_of(with_merged(party.pk), today(settings.TIME_ZONE))
    there = Open(menu, dishes_of([menu])[menu.pk], points_minor=points)
    return _choosing(
        request, visitor, there, lambda wanted: choose_for_points(party, wanted, actor)
    )


@for_partners
@require_GET
def choice(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """Show one choice: what it is for, how far it is, and what may be done."""
    return _choice(request, visitor, pk)


@for_partners
@require_POST
def receipt(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """Say with one tap that a reward arrived; the session stands for the name."""
    row = _own(visitor, pk)
    proof = Proof(today(settings.TIME_ZONE), visitor.party.name)
    told = _("Thank you for telling us.")
    return _done(
        request, visitor, row, told, lambda: confirm_handover(row, proof, visitor.actor)
    )


@for_partners
@require_POST
def choice_withdrawal(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """Take a choice back, as long as nothing was sent."""
    row = _own(visitor, pk)
    reason = request.POST.get("reason", "").replace("\0", "")
    told = _("Taken back. You can choose again.")
    return _done(
        request, visitor, row, told, lambda: cancel_choice(row, reason, visitor.actor)
    )


def _choosing(
    request: HttpRequest, visitor: Visitor, there: Open, act: Callable[[Wanted], Choice]
) -> HttpResponse:
    form = ChooseForm(request.POST or None, there.dishes, {"key": token_hex(16)})
    wrong: list[str] = []
    status = 200
    if request.method == "POST" and not form.is_valid():
        # The wish stands in a box of its own, with what is wrong beside it.
        told = (form.errors.get(name, ()) for name in ("item", "key"))
        wrong, status = [str(one) for some in told for one in some], 422
    elif request.method == "POST":
        filled = form.cleaned_data
        try:
            made = act(Wanted(form.item_chosen(), filled["key"], filled["wish"]))
        except (Refused, Conflict) as reason:
            wrong, status = why_not(reason)
        else:
            messages.success(request, _("Chosen: %(reward)s.") % {"reward": made.reward})
            return redirect("partners:choice", pk=made.pk)
    over = there.menu.until < today(settings.TIME_ZONE)
    context = {"open": there, "form": form, "over": over, "wrong": wrong}
    return page(request, visitor, "choose", context, status)


def _done(
    request: HttpRequest,
    visitor: Visitor,
    row: Choice,
    told: str,
    act: Callable[[], object],
) -> HttpResponse:
    """Do it and show the choice as it is then; or say there why it could not be done."""
    try:
        act()
    except (Refused, Conflict) as reason:
        wrong, status = why_not(reason)
        return _choice(request, visitor, row.pk, wrong, status)
    messages.success(request, told)
    return redirect("partners:choice", pk=row.pk)


def _own(visitor: Visitor, pk: int) -> Choice:
    rows = Choice.objects.visible_to(visitor.actor).with_records()
    return get_object_or_404(rows.select_related("spend"), pk=pk)


def _choice(
    request: HttpRequest,
    visitor: Visitor,
    pk: int,
    wrong: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    row = _own(visitor, pk)
    state = state_of_choice(row)
    context = {
        "choice": row,
        "state": state,
        "late": is_late(row, today(settings.TIME_ZONE)),
        "may_confirm": state == ChoiceState.SENT,
        "may_withdraw": state == ChoiceState.WAITING,
        "wrong": wrong or [],
    }
    return page(request, visitor, "choice", context, status)
