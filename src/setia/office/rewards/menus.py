"""The page on which a program gets its menu."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from setia.core.clock import today
from setia.core.errors import Conflict, Refused
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_conflict_on_form, put_on_form
from setia.office.rewards.forms import MenuForm
from setia.programs.models import Program
from setia.rewards.menus import given_by, newest_menu
from setia.rewards.models import Menu, Reward
from setia.rewards.set_menu import set_menu

DAYS, WITHIN = 30, 14


@permitted("reward.write")
@require_http_methods(["GET", "POST"])
def program_menu(request: HttpRequest, code: str) -> HttpResponse:
    """Set what may be chosen for what a program gives; it begins as it is now."""
    program = get_object_or_404(Program, code=code)
    unit, menu = given_by(program), newest_menu(program)
    rewards = list(Reward.objects.all())
    form = MenuForm(request.POST or None, initial=_filled(menu), rewards=rewards, unit=unit)
    if request.method == "POST" and form.is_valid():
        try:
            set_menu(program, form.draft(), actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(
                request, _("The menu is set. From now on it is chosen from it.")
            )
            return redirect("office:program", code=code)
    context = {"form": form, "program": program, "unit": unit, "rewards": rewards}
    status = 422 if form.errors else 200
    return render(request, "office/rewards/menu.html", context, status=status)


def _filled(menu: Menu | None) -> dict[str, Any]:
    if menu is None:
        until = today(settings.TIME_ZONE) + timedelta(days=DAYS)
        return {"until": until, "within": WITHIN, "seen": 0}
    items = list(menu.items.select_related("reward"))
    prices = {
        f"price-{one.reward.code}": one.points_minor // 100
        for one in items
        if one.points_minor
    }
    return {
        "until": menu.until,
        "within": menu.within,
        "seen": menu.number,
        "rewards": [one.reward.code for one in items],
        **prices,
    }
