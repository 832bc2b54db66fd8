"""What waits for somebody on the desk: the figures that the day should begin with."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from setia.alerts.models import Alert
from setia.core.actor import Actor
from setia.core.clock import now
from setia.helpdesk.models import Conversation
from setia.promises.due import broken


@dataclass(frozen=True)
class Waits:
    """How many of a kind wait, and where they stand."""

    label: str | Promise
    count: int
    link: str


def waits_of(actor: Actor) -> list[Waits]:
    """Return what an actor may see and what is more than nothing, the most pressing first."""
    found = []
    if actor.may("inbox.see"):
        talks = Conversation.objects.visible_to(actor).standing()
        late = talks.filter(desk__due_at__lt=now()).count()
        link = reverse("office:inbox") + "?show=overdue"
        found.append(Waits(_("Answers overdue"), late, link))
    if actor.may("promise.see"):
        link = reverse("office:made-promises") + "?show=broken"
        found.append(Waits(_("Broken promises"), broken(actor).count(), link))
    if actor.may("alert.see"):
        open_ones = Alert.objects.visible_to(actor).open().count()
        found.append(Waits(_("Open alerts"), open_ones, reverse("office:alerts")))
    return [one for one in found if one.count]
