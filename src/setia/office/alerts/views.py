"""Pages of alerts: what somebody must look at, whose it is, how it ended."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from setia.alerts.end_alert import end_alert
from setia.alerts.kinds import label_of
from setia.alerts.models import Alert, Muting
from setia.alerts.mute_alerts import mute_alerts, unmute_alerts
from setia.alerts.take_alert import possible_owners, take_alert
from setia.core.actor import ActorKind
from setia.core.clock import now
from setia.core.errors import Conflict, Refused
from setia.core.models import User
from setia.office.alerts.forms import EndForm, MuteForm, OwnerForm, kinds_offered
from setia.office.alerts.told import kind_of, told_alert
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import (
    put_conflict_on_form,
    put_on_form,
    tell_outcome,
    tell_wrong,
)
from setia.ui.listing import Listing

SORTS = {"raised": ("raised_at",), "party": ("about__name_key", "raised_at")}
MINE, NOBODYS, ENDED = "mine", "nobody", "ended"


@permitted("alert.see")
@require_GET
def alerts(request: HttpRequest) -> HttpResponse:
    """List alerts: the open ones, narrowed by owner and kind; or those that ended."""
    actor = actor_at(request)
    show = request.GET.get("show", "open")
    seen = Alert.objects.visible_to(actor)
    rows = seen.exclude(ending=None) if show == ENDED else seen.open()
    kinds = _kinds(rows)
    rows = _narrowed(rows.with_owner(), show, request)
    kind = request.GET.get("kind", "")
    if kind:
        rows = rows.filter(kind=kind)
    listing = Listing(request.GET, SORTS, "-raised").over(
        rows.select_related("about", "ending")
    )
    context = {
        "listing": listing,
        "alerts": _told(listing.rows),
        "show": show,
        "kind": kind,
        "kinds": kinds,
        "mutings": Muting.objects.in_force(now()).count(),
    }
    return render(request, "office/alerts/alerts.html", context)


@permitted("alert.see")
@require_GET
def alert(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one alert with its history and what can be done."""
    return _shown(request, _alert(request, pk), EndForm())


@permitted("alert.act")
@require_POST
def alert_taking(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an alert oneself."""
    row, actor = _alert(request, pk), actor_at(request)
    me = get_object_or_404(User, pk=actor.id if actor.kind == ActorKind.USER else 0)
    tell_outcome(request, lambda: take_alert(row, me, actor))
    return redirect("office:alert", pk=pk)


@permitted("alert.act")
@require_POST
def alert_owner(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand an alert on."""
    row, form = _alert(request, pk), OwnerForm(possible_owners(), request.POST)
    if form.is_valid():
        tell_outcome(request, lambda: take_alert(row, form.chosen(), actor_at(request)))
    else:
        tell_wrong(request, form)
    return redirect("office:alert", pk=pk)


@permitted("alert.act")
@require_POST
def alert_ending(request: HttpRequest, pk: int) -> HttpResponse:
    """End an alert."""
    row, form = _alert(request, pk), EndForm(request.POST)
    if form.is_valid():
        try:
            end_alert(row, form.ended(), actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("The alert is over."))
            return redirect("office:alerts")
    return _shown(request, row, form)


@permitted("alert.mute")
@require_POST
def alert_muting(request: HttpRequest, pk: int) -> HttpResponse:
    """Mute alerts like this one."""
    row = _alert(request, pk)
    form = MuteForm(row, request.POST)
    if form.is_valid():
        tell_outcome(request, lambda: mute_alerts(form.mute(), actor_at(request)))
    else:
        tell_wrong(request, form)
    return redirect("office:alert", pk=pk)


@permitted("alert.mute")
@require_GET
def mutings(request: HttpRequest) -> HttpResponse:
    """List what is muted, and what was."""
    rows = Muting.objects.select_related("about", "unmuting")
    listing = Listing(request.GET, {"at": ("at",)}, "-at").over(rows)
    at = now()
    told = [
        (one, label_of(one.kind), one.until > at and not hasattr(one, "unmuting"))
        for one in listing.rows
    ]
    context = {"listing": listing, "mutings": told}
    return render(request, "office/alerts/mutings.html", context)


@permitted("alert.mute")
@require_POST
def muting_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Hear alerts again before a muting runs out."""
    row = get_object_or_404(Muting, pk=pk)
    tell_outcome(request, lambda: unmute_alerts(row, actor_at(request)))
    return redirect("office:mutings")


def _alert(request: HttpRequest, pk: int) -> Alert:
    rows = Alert.objects.visible_to(actor_at(request))
    return get_object_or_404(rows.select_related("about", "ending"), pk=pk)


def _narrowed(rows: Any, show: str, request: HttpRequest) -> Any:  # noqa: ANN401
    actor = actor_at(request)
    if show == MINE:
        return rows.filter(owner_id=actor.id if actor.kind == ActorKind.USER else 0)
    return rows.filter(owner_id=None) if show == NOBODYS else rows


def _kinds(rows: QuerySet[Alert]) -> list[tuple[str, str, int]]:
    """Return the kinds of some alerts with how many there are, for narrowing."""
    counted = rows.order_by().values("kind").annotate(count=Count("pk"))
    counts = {one["kind"]: one["count"] for one in counted}
    return [(kind, label, counts[kind]) for kind, label in kinds_offered(sorted(counts))]


def _told(rows: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - rows with one column more
    """Return rows with their sentence, kind and owner; owners in one query."""
    owners = User.objects.in_bulk([one.owner_id for one in rows if one.owner_id])
    return [
        {
            "row": one,
            "text": told_alert(one),
            "kind": kind_of(one),
            "owner": owners.get(one.owner_id),
        }
        for one in rows
    ]


def _shown(request: HttpRequest, row: Alert, form: EndForm) -> HttpResponse:
    actor = actor_at(request)
    takings = list(row.takings.select_related("owner"))
    owner = takings[-1].owner if takings else None
    may_act = row.is_open and actor.may("alert.act")
    mine = actor.kind == ActorKind.USER and owner is not None and owner.pk == actor.id
    context = {
        "alert": row,
        "text": told_alert(row),
        "kind": kind_of(row),
        "takings": takings,
        "owner": owner,
        "form": form,
        "may_act": may_act,
        "may_take": may_act and actor.kind == ActorKind.USER and not mine,
        "hand_on": OwnerForm(possible_owners()) if may_act else None,
        "mute": MuteForm(row) if actor.may("alert.mute") else None,
        "earlier": _earlier(row),
    }
    status = 422 if form.errors else 200
    return render(request, "office/alerts/alert.html", context, status=status)


def _earlier(row: Alert) -> list[Alert]:
    """Return when the same thing came before."""
    rows = Alert.objects.filter(kind=row.kind, key=row.key, number__lt=row.number)
    return list(rows.select_related("ending").order_by("-number")[:10])
