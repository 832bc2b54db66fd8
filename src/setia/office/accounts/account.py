"""The page of one account: its rank, what hangs on it, and everything that is open."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from setia.accounts.cooperation import cooperation_of
from setia.accounts.current_ranks import ranks_of
from setia.accounts.dips import dips_among
from setia.accounts.models import AccountRank
from setia.accounts.set_account_rule import rule_of
from setia.accounts.sold_by import side_of
from setia.accounts.what_hangs import what_hangs
from setia.alerts.models import Alert
from setia.care.models import Touch
from setia.core.actor import Actor
from setia.core.clock import today
from setia.core.models import User
from setia.office.accounts.open_now import open_now
from setia.office.alerts.told import told_alert
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.people.models import Contact, Party
from setia.people.resolve_code import survivors, with_merged
from setia.sales.models import SaleLine
from setia.sales.summaries import month_sums
from setia.ui.charts import Line, Lines, Spot
from setia.visits.due import known_on
from setia.visits.heard import heard_of
from setia.visits.models import CheckIn

MONTHS = 13
MOST = 5


@permitted("account.see")
@require_GET
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is open with an account; a merged one leads to the one that was kept."""
    actor, day = actor_at(request), today(settings.TIME_ZONE)
    kept = survivors().get(pk, pk)
    party = _party(actor, kept)
    if kept != pk:
        return redirect("office:person-account", pk=kept)
    ranks = ranks_of(pk)
    context = {
        "tab": "open",
        "party": party,
        "rank": ranks[0] if ranks else None,
        "open": open_now(party, actor, day),
        "contacts": Contact.objects.filter(party=party),
        "upline": _upline(party, actor),
        **_alerts(party, actor),
        **_care(party, actor, day),
    }
    return render(request, "office/accounts/account.html", context)


@permitted("account.see")
@require_GET
def figures(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what an account sells, what hangs on it, how it cooperates, and the visits there."""
    actor, day = actor_at(request), today(settings.TIME_ZONE)
    party = _party(actor, pk)
    ranks = ranks_of(pk)
    context = {
        "tab": "figures",
        "party": party,
        "ranks": ranks,
        "rank": ranks[0] if ranks else None,
        "ranked": bool(ranks) or rule_of(party.role, day) is not None,
        "hangs": what_hangs(party, day, actor),
        "picture": _picture(party, actor, day),
        "dip": _dip(ranks, day),
        "works": cooperation_of([pk], heard_of([pk], day), day)[pk],
        "may_visit": actor.may("visit.make"),
        **_visits(party, actor),
    }
    return render(request, "office/accounts/figures.html", context)


def _party(actor: Actor, pk: int) -> Party:
    seen = Party.objects.visible_to(actor).select_related("caretaker")
    return get_object_or_404(seen, pk=pk)


def _upline(party: Party, actor: Actor) -> Party | None:
    if party.parent_id is None:
        return None
    return Party.objects.visible_to(actor).filter(pk=party.parent_id).first()


def _picture(party: Party, actor: Actor, day: date) -> Lines | None:
    """Draw the sales of the last twelve full months and of the running one."""
    side = {f"{side_of(party.role)}__in": with_merged(party.pk)}
    lines: QuerySet[SaleLine] = SaleLine.objects.visible_to(actor).filter(**side)
    months = month_sums(lines, day, MONTHS)
    if not any(one.revenue_minor for one in months):
        return None
    spots = tuple(Spot(one.month, one.revenue_minor) for one in reversed(months))
    text = _("Sales by month, the running month last.")
    return Lines(text, (Line(_("Sales"), spots),))


def _dip(ranks: list[AccountRank], day: date) -> Any:  # noqa: ANN401 - a dip or nothing
    """Return whether it sells less than usual, by the rule of its rank."""
    return next(iter(dips_among(ranks[:1], day)), None)


def _alerts(party: Party, actor: Actor) -> dict[str, Any]:
    if not actor.may("alert.see"):
        return {}
    rows = Alert.objects.open().visible_to(actor).filter(about=party)[:MOST]
    return {"alerts": [(one, told_alert(one)) for one in rows]}


def _care(party: Party, actor: Actor, day: date) -> dict[str, Any]:
    """Return when somebody was in touch, who visits, and when next."""
    if not actor.may("visit.see"):
        return {}
    known = next(iter(known_on(day, Party.objects.filter(pk=party.pk))), None)
    named = known.visitor if known else party.caretaker_id
    return {
        "touches": list(Touch.objects.filter(party=party).order_by("-at", "-pk")[:MOST]),
        "due": known,
        "overdue": known is not None and known.due_on is not None and known.due_on < day,
        "visitor": User.objects.filter(pk=named).first() if named else None,
        "may_visit": actor.may("visit.make"),
    }


def _visits(party: Party, actor: Actor) -> dict[str, Any]:
    if not actor.may("visit.see"):
        return {}
    made = CheckIn.objects.filter(party=party).select_related("user")
    return {"check_ins": list(made.prefetch_related("seen__product")[:MOST])}
