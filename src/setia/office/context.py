"""What every page needs: the business, the actor, and where they may go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from setia.core.actor import Actor
from setia.core.models import Business

THEMES = frozenset({"light", "dark"})


@dataclass(frozen=True)
class Place:
    """One entry of the menu, for whoever holds its permission."""

    name: str
    icon: str
    label: str | Promise
    permission: str


GROUPS: tuple[tuple[str | Promise, tuple[Place, ...]], ...] = (
    (
        "",
        (
            Place("today", "sun", _("Today"), "touch.see"),
            Place("home", "home", _("Overview"), "home.see"),
            Place("inbox", "inbox", _("Inbox"), "inbox.see"),
            Place("alerts", "bell-alert", _("Alerts"), "alert.see"),
            Place("made-promises", "hand-thumb-up", _("Promises"), "promise.see"),
        ),
    ),
    (
        _("Care"),
        (
            Place("people", "users", _("People"), "party.see"),
            Place("accounts", "star", _("Key accounts"), "account.see"),
            Place("visits", "map-pin", _("Visits"), "visit.see"),
            Place(
                "messages", "chat-bubble-bottom-center-text", _("Messages"), "message.see"
            ),
            Place("quotas", "chart-bar", _("Quotas"), "quota.write"),
            Place("budgets", "wallet", _("Care budgets"), "budget.see"),
            Place("surveys", "clipboard-document-list", _("Surveys"), "survey.see"),
            Place(
                "reasons", "question-mark-circle", _("Reasons for leaving"), "reason.see"
            ),
        ),
    ),
    (
        _("Coaching"),
        (
            Place("calendar", "calendar", _("Calendar"), "calendar.see"),
            Place("targets", "flag", _("Targets"), "target.see"),
            Place("lessons", "academic-cap", _("Lessons"), "lesson.see"),
            Place("gatherings", "ticket", _("Gatherings"), "gathering.see"),
        ),
    ),
    (
        _("Sales"),
        (
            Place("orders", "shopping-bag", _("Sales"), "sale.see"),
            Place("deliveries", "truck", _("Deliveries"), "delivery.see"),
            Place("payments", "banknotes", _("Payments"), "payment.check"),
            Place("products", "cube", _("Products"), "product.see"),
            Place("market", "eye", _("Market"), "market.see"),
            Place("conflicts", "exclamation-triangle", _("Conflicts"), "conflict.see"),
            Place("imports", "arrow-up-tray", _("Files"), "import.see"),
        ),
    ),
    (
        _("Programs"),
        (
            Place("programs", "gift", _("Programs"), "program.see"),
            Place("periods", "calendar-days", _("Periods"), "period.see"),
            Place("statements", "document-text", _("Statements"), "statement.see"),
            Place("disputes", "chat-bubble-left-right", _("Disputes"), "dispute.see"),
            Place("payouts", "credit-card", _("Payouts"), "payout.see"),
            Place("rewards", "trophy", _("Rewards"), "reward.see"),
            Place("claims", "document-check", _("Claims"), "claim.see"),
        ),
    ),
    (
        _("Partner pages"),
        (
            Place("partner-links", "paper-airplane", _("Links to send"), "partner.link"),
            Place("applications", "user-plus", _("Applications"), "application.see"),
            Place("materials", "photo", _("Media kit"), "material.see"),
            Place("corrections", "pencil-square", _("Corrections"), "correction.answer"),
        ),
    ),
    (
        _("Settings"),
        (
            Place("trail", "finger-print", _("Trail"), "trail.see"),
            Place("ledger", "scale", _("Ledger"), "ledger.see"),
            Place("users", "user-group", _("Log-ins"), "user.manage"),
            Place("integrations", "key", _("Integrations"), "integration.manage"),
            Place("webhooks", "bolt", _("Webhooks"), "webhook.manage"),
            Place(
                "partner-rules", "device-phone-mobile", _("Partner pages"), "business.write"
            ),
            Place("business", "cog-6-tooth", _("Business"), "business.write"),
        ),
    ),
)


@dataclass(frozen=True)
class Entry:
    """A place as the menu draws it."""

    place: str
    url: str
    icon: str
    label: str
    head: str
    current: bool


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the names that the base templates use."""
    actor: Actor | None = getattr(request, "actor", None)
    theme = request.COOKIES.get("theme", "")
    return {
        "business": Business.objects.filter(pk=1).first(),
        "actor": actor,
        "navigation": _navigation(actor, request.path) if actor else [],
        "may_search": actor is not None and actor.may("party.see"),
        "theme": theme if theme in THEMES else "",
    }


def _navigation(actor: Actor, path: str) -> list[Entry]:
    """Return the entries that an actor may open; the first of a group bears its head."""
    entries = []
    for head, places in GROUPS:
        told = str(head)
        for place in places:
            if actor.may(place.permission):
                entries.append(_entry(place, told, path))
                told = ""
    return entries


def _entry(place: Place, head: str, path: str) -> Entry:
    url = reverse(f"office:{place.name}")
    current = path == url if url == "/" else path.startswith(url)
    return Entry(place.name, url, place.icon, str(place.label), head, current)
