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
    """Show an account; a merged one leads to the one that was kept."""
    actor = actor_at(request)
    kept = survivors().get(pk, pk)
    seen = Party.objects.visible_to(actor).select_related("caretaker", "parent")
    party = get_object_or_404(seen, pk=kept)
    if kept != pk:
        return redirect("office:person-account", pk=kept)
    day = today(settings.TIME_ZONE)
    ranks = ranks_of(party.pk)
    context = {
        "party": party,
        "ranks": ranks,
        "rank": ranks[0] if ranks else None,
        "ranked": rule_of(party.role, day) is not None,
        "hangs": what_hangs(party, day, actor),
        "picture": _picture(party, actor, day),
        "dip": _dip(ranks, day),
        "works": cooperation_of([pk], heard_of([pk], day), day)[pk],
        "open": open_now(party, actor, day),
        "contacts": Contact.objects.filter(party=party),
        "upline": seen.filter(pk=party.parent_id).first() if party.parent_id else None,
        **_alerts(party, actor),
        **_care(party, actor, day),
    }
    return render(request, "office/accounts/account.html", context)


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
    """Return when somebody was in touch, the last visits, who visits, and when next."""
    if not actor.may("visit.see"):
        return {}
    made = CheckIn.objects.filter(party=party).select_related("user")
    known = next(iter(known_on(day, Party.objects.filter(pk=party.pk))), None)
    named = known.visitor if known else party.caretaker_id
    visitor = User.objects.filter(pk=named).first() if named else None
    return {
        "touches": Touch.objects.filter(party=party).order_by("-at", "-pk")[:MOST],
        "check_ins": made.prefetch_related("seen__product")[:MOST],
        "due": known,
        "overdue": known is not None and known.due_on is not None and known.due_on < day,
        "visitor": visitor,
        "may_visit": actor.may("visit.make"),
        "may_assign": actor.may("visit.rule"),
    }
