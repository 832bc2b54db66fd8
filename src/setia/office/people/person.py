"""The page of one person: everything about them on one page and one time line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Max, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from setia.care.models import Touch
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.office.messages.person import written_with
from setia.office.middleware import actor_at
from setia.office.people.forms import (
    DETAIL_FORMS,
    AttributeForm,
    ConsentForm,
    ContactForm,
)
from setia.office.permitted import permitted
from setia.partners.having_pages import partner_at, with_pages
from setia.partners.models import PartnerSession
from setia.people.models import (
    Address,
    Consent,
    Contact,
    FamilyMember,
    Like,
    Party,
    PartyAttribute,
    SpecialDate,
)
from setia.people.resolve_code import survivors, with_merged
from setia.people.timeline import Moment, moments_of
from setia.promises.kept_rate import Tally
from setia.promises.models import Promise
from setia.promises.models.promise import State
from setia.sales.models import SaleLine
from setia.sales.summaries import month_sums
from setia.ui.figures import rupiah

MOST_MOMENTS = 60
MOST_PROMISES = 5
A_YEAR = timedelta(days=365)


@permitted("party.see")
@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show somebody; a merged one leads to the one that was kept."""
    actor = actor_at(request)
    kept = survivors().get(pk, pk)
    seen = Party.objects.visible_to(actor).select_related("caretaker")
    party = get_object_or_404(seen, pk=kept)
    if kept != pk:
        return redirect("office:person", pk=kept)
    keys = with_merged(pk)
    context = {
        "party": party,
        **_known(party, keys),
        **_network(party, actor),
        **_sold(party, keys, actor),
        **_pages(party, actor),
        **_promised(keys, actor),
        **written_with(keys, actor),
        "moments": _moments(keys, actor, request.GET.get("kind", "")),
        "kind": request.GET.get("kind", ""),
        "forms": _forms() if actor.may("party.write") else {},
    }
    return render(request, "office/people/person.html", context)


def _promised(keys: Collection[int], actor: Actor) -> dict[str, Any]:
    """Return what was promised to them and not kept yet, and how many were kept in a year."""
    if not actor.may("promise.see"):
        return {}
    at = now()
    rows = Promise.objects.visible_to(actor).filter(to__in=keys, due_at__gte=at - A_YEAR)
    found = list(rows.judged(at).order_by("due_at", "pk"))
    waiting = [one for one in found if one.state in {State.DUE, State.OVERDUE}]
    kept = Tally(Counter(one.state for one in found if one.due_at <= at))
    return {"promised": waiting[:MOST_PROMISES], "kept": kept}


def _known(party: Party, keys: Collection[int]) -> dict[str, Any]:
    day = today(settings.TIME_ZONE)
    consents: dict[str, Consent] = {}
    for consent in Consent.objects.filter(party__in=keys).order_by("at", "pk"):
        consents[consent.channel] = consent
    return {
        "contacts": Contact.objects.filter(party=party),
        "addresses": Address.objects.filter(party=party),
        "dates": sorted(
            SpecialDate.objects.filter(party=party), key=lambda one: _wait(one, day)
        ),
        "family": FamilyMember.objects.filter(party=party),
        "likes": Like.objects.filter(party=party),
        "consents": list(consents.values()),
        "history": PartyAttribute.objects.filter(party=party).order_by("-from_date", "-pk"),
        "aliases": party.aliases.all(),
    }


def _network(party: Party, actor: Actor) -> dict[str, Any]:
    """Return who stands above and below, as far as the actor may see them."""
    seen = Party.objects.visible_to(actor)
    below = seen.standing().filter(parent=party)
    return {
        "upline": seen.filter(pk=party.parent_id).first() if party.parent_id else None,
        "downline": below[:12],
        "downline_count": below.count(),
    }


def _pages(party: Party, actor: Actor) -> dict[str, Any]:
    """Return on which devices a partner's own pages are open, for who may give links."""
    if not actor.may("partner.link") or not with_pages().filter(pk=party.pk).exists():
        return {}
    rows = PartnerSession.objects.visible_to(partner_at(party)).alive(now())
    return {"has_pages": True, "devices": rows[:10]}


def _wait(one: SpecialDate, day: date) -> tuple[int, int]:
    """Order days of the year by how soon they come."""
    ahead = (one.month, one.day) >= (day.month, day.day)
    return (0 if ahead else 1, one.month * 100 + one.day)


def _sold(party: Party, keys: Collection[int], actor: Actor) -> dict[str, Any]:
    side = "buyer" if party.role in {"customer", "outlet"} else "seller"
    lines = SaleLine.objects.visible_to(actor).filter(**{f"{side}__in": keys})
    months = month_sums(lines, today(settings.TIME_ZONE), 12)
    return {
        "months": months,
        "year_minor": sum(month.revenue_minor for month in months),
        "largest_minor": max((month.revenue_minor for month in months), default=0),
        "side": side,
    }


def _moments(keys: Collection[int], actor: Actor, kind: str) -> list[Moment]:
    """Weave what people know and what was sold into one line, newest first."""
    touches = _touches(keys) if actor.may("touch.see") else []
    moments = [*moments_of(keys, MOST_MOMENTS), *_orders(keys, actor), *touches]
    wanted = [one for one in moments if kind in {"", one.kind}]
    return sorted(wanted, key=lambda one: one.at, reverse=True)[:MOST_MOMENTS]


def _touches(keys: Collection[int]) -> list[Moment]:
    return [
        Moment("touch", touch.at, _told(touch), touch.by)
        for touch in Touch.objects.filter(party__in=keys)[:MOST_MOMENTS]
    ]


def _told(touch: Touch) -> str:
    said = f"{touch.get_kind_display()}: {touch.get_outcome_display()}"
    return f"{said}\n{touch.note}" if touch.note else said


def _orders(keys: Collection[int], actor: Actor) -> list[Moment]:
    lines = SaleLine.objects.visible_to(actor).standing()
    found = []
    for side in ("seller", "buyer"):
        rows = _last_orders(lines.filter(**{f"{side}__in": keys}))
        for row in rows:
            sold = row["amount"] >= 0
            kind = _("Order") if sold else _("Return")
            text = f"{kind} {row['order_id']} · {rupiah(row['amount'])}"
            link = reverse("office:order", args=[row["order_id"]])
            found.append(Moment("sale", row["at"], text, "", link))
    return found


def _last_orders(lines: QuerySet[SaleLine]) -> list[dict[str, Any]]:
    """Return the last orders, by reading only the last lines of the index."""
    last = list(
        lines.order_by("-sold_at").values_list("order_id", flat=True)[: MOST_MOMENTS * 4]
    )
    orders = list(dict.fromkeys(last))[:MOST_MOMENTS]
    rows = lines.filter(order_id__in=orders).values("order_id")
    summed = rows.annotate(at=Max("sold_at"), amount=Sum("amount_minor"))
    return [dict(row) for row in summed]


def _forms() -> dict[str, Any]:
    forms: dict[str, Any] = {
        kind: form(prefix=None, auto_id=f"{kind}-%s") for kind, form in DETAIL_FORMS.items()
    }
    forms["contact"] = ContactForm(auto_id="contact-%s")
    forms["consent"] = ConsentForm(auto_id="consent-%s")
    forms["attribute"] = AttributeForm(auto_id="attribute-%s")
    return forms
