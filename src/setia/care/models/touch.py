"""Touches: each time that somebody turned to a party, and what came of it."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from setia.core.actor import Actor
from setia.people.models import Party


class TouchKind(models.TextChoices):
    """How somebody turned to a party."""

    CHAT = "chat", _("Personal chat")
    CALL = "call", _("Call")
    VISIT = "visit", _("Visit")
    PARCEL = "parcel", _("Parcel")
    MENTION = "mention", _("Public mention")
    MESSAGE = "message", _("Message")


class Outcome(models.TextChoices):
    """What came of it."""

    TALKED = "talked", _("Talked")
    NO_ANSWER = "no_answer", _("No answer")
    LATER = "later", _("Later")
    COMPLAINT = "complaint", _("Complaint")
    STOP = "stop", _("Wants no contact")


class TouchQuerySet(models.QuerySet["Touch"]):
    """Touches, narrowed to those of parties whom an actor may see."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep the touches of those whom an actor may see."""
        return self.filter(party__in=Party.objects.visible_to(actor))

    def complaints_after(self, cursor: int) -> Self:
        """Return complaints that came in after a row, so that whoever solves them reads on."""
        return self.filter(outcome=Outcome.COMPLAINT, pk__gt=cursor).order_by("pk")


class Touch(models.Model):
    """Somebody turned to a party: how, when, who, and what came of it. Only added.

    ``key`` names the act, so that one that was sent twice is one. ``channel`` is the consent
    that it rests on, where it rests on one. ``back_on`` is the day on which a touch that
    ended in "later" comes back.
    """

    party = models.ForeignKey(Party, models.PROTECT, related_name="touches")
    kind = models.CharField(max_length=8, choices=TouchKind.choices)
    channel = models.CharField(max_length=12, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    at = models.DateTimeField()
    back_on = models.DateField(null=True)
    note = models.CharField(max_length=1000, blank=True)
    key = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="touches"
    )
    by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()

    objects = TouchQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["party", "at"]),
            models.Index(fields=["user", "at"]),
            models.Index(fields=["outcome", "back_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.outcome} {self.at:%Y-%m-%d}"
