"""The day of a person on the road: the way, who did not fit, and who has no place yet."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from setia.accounts.current_ranks import rank_names
from setia.accounts.models import Rank
from setia.core.actor import Actor
from setia.core.clock import today
from setia.core.errors import NotFound
from setia.core.models import User
from setia.core.permissions import Reach
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import tell_outcome, tell_wrong
from setia.office.visits.forms import PlanForm, SkipForm
from setia.office.visits.map import map_of
from setia.people.models import Contact, Party
from setia.visits.assign_visits import VISITORS
from setia.visits.models import DayPlan, Visit, Why
from setia.visits.plan_day import DayAsked, current_plan, plan_day
from setia.visits.set_work_day import work_day_of
from setia.visits.wanted import Wanted, wanted_by

MOST = 30


@permitted("visit.see")
@require_GET
def my_day(request: HttpRequest) -> HttpResponse:
    """Show the plan of a day, in the order of the way."""
    actor = actor_at(request)
    user = _whose(request.GET.get("who", ""), actor)
    day = _day(request.GET.get("day", ""))
    plan = current_plan(user, day)
    visits = _visits(plan) if plan else []
    wanted = wanted_by(user, day) if day >= today(settings.TIME_ZONE) else []
    context = {
        "user": user,
        "mine": user.pk == actor.id,
        "day": day,
        "is_past": day < today(settings.TIME_ZONE),
        "plan": plan,
        "visits": visits,
        "done": sum(1 for one in visits if one["made"]),
        "map": map_of(plan, [one["visit"] for one in visits]) if plan else None,
        "work": work_day_of(user, day),
        "plan_form": PlanForm(initial=_as_before(plan) | {"day": day, "who": user.pk}),
        "skip_form": SkipForm(),
        "people": _people(actor),
        "may_make": actor.may("visit.make"),
        **_rest(plan, wanted, actor),
    }
    return render(request, "office/visits/my_day.html", context)


@permitted("visit.make")
@require_POST
def plans(request: HttpRequest) -> HttpResponse:
    """Plan a day anew."""
    actor, form = actor_at(request), PlanForm(request.POST)
    if not form.is_valid():
        tell_wrong(request, form)
        return redirect("office:visits")
    filled = form.cleaned_data
    user = _whose(str(filled["who"] or ""), actor)
    asked = DayAsked(user, filled["day"], at_first=filled["at_first"])
    tell_outcome(request, lambda: plan_day(asked, actor))
    return redirect(f"{reverse('office:visits')}?day={filled['day']}&who={user.pk}")


def _as_before(plan: DayPlan | None) -> dict[str, object]:
    """Begin where the plan began: from elsewhere, visits may no longer fit into the day."""
    return {"at_first": plan is not None and plan.work_day["start"] is None}


def _whose(text: str, actor: Actor) -> User:
    """Return whose day is asked for; a salesperson sees their own.

    Raises:
        NotFound: Nobody of that number makes visits.
    """
    key = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else actor.id
    if actor.reach != Reach.ALL:
        key = actor.id
    user = User.objects.filter(pk=key).first()
    if user is None:
        raise NotFound("user", text)
    return user


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today(settings.TIME_ZONE)


def _people(actor: Actor) -> list[User]:
    """Return whose days an actor may look at."""
    if actor.reach != Reach.ALL:
        return []
    users = User.objects.filter(role__in=[str(role) for role in VISITORS], closure=None)
    return list(users.order_by("first_name", "username"))


def _visits(plan: DayPlan) -> list[dict[str, Any]]:
    rows = list(
        Visit.objects.filter(plan=plan)
        .select_related("party", "skipping")
        .prefetch_related("check_ins")
        .order_by("place_no")
    )
    keys = [one.party_id for one in rows]
    numbers = _numbers(keys)
    ranks = rank_names(keys)
    return [
        {
            "visit": one,
            "made": next(iter(one.check_ins.all()), None),
            "skipped": getattr(one, "skipping", None),
            "numbers": numbers.get(one.party_id),
            "rank": Rank(ranks[one.party_id]) if one.party_id in ranks else None,
            "way": f"{one.latitude},{one.longitude}",
        }
        for one in rows
    ]


def _numbers(parties: list[int]) -> dict[int, dict[str, str]]:
    """Return the WhatsApp and phone numbers by which some parties are reached."""
    found: dict[int, dict[str, str]] = {}
    rows = Contact.objects.filter(party__in=parties, kind__in=["whatsapp", "phone"])
    for party, kind, normal in rows.order_by("-pk").values_list("party", "kind", "normal"):
        found.setdefault(party, {"whatsapp": "", "phone": ""})[kind] = normal
    return found


def _rest(plan: DayPlan | None, wanted: list[Wanted], actor: Actor) -> dict[str, Any]:
    """Return who was left out, who has no place yet, and how many would be due."""
    left = list(plan.left_out) if plan else []
    unplaced = [one for one in wanted if one.point is None]
    shown = {one["party"] for one in left[:MOST]} | {one.party for one in unplaced[:MOST]}
    names = {one.pk: one for one in Party.objects.visible_to(actor).filter(pk__in=shown)}
    return {
        "due_count": len(wanted),
        "left_count": len(left),
        "left_out": [
            {
                "party": names[one["party"]],
                "why": Why(one["why"]).label,
                "due_on": date.fromisoformat(one["due_on"]),
            }
            for one in left[:MOST]
            if one["party"] in names
        ],
        "unplaced_count": len(unplaced),
        "unplaced": [
            {"party": names[one.party], "why": one.why.label, "due_on": one.due_on}
            for one in unplaced[:MOST]
            if one.party in names
        ],
    }
