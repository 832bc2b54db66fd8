"""Applications to become a reseller, and what was decided."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from setia.people.models import Party


class JoiningReason(models.TextChoices):
    """Why somebody wants to join."""

    SELL = "sell", _("To sell")
    SIDE_JOB = "side_job", _("A side job")
    CHEAPER = "cheaper", _("Only for cheaper prices")
    CURIOUS = "curious", _("Curious")
    GIMMICK = "gimmick", _("Attracted by a gimmick")
    PROMO = "promo", _("Active only in promos")
    COPY = "copy", _("There to copy")


FOR_OFFICE = frozenset({JoiningReason.COPY})
"""What nobody says of themselves; only the office marks it."""


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Applications, narrowed to those that wait."""

    def waiting(self) -> Self:
        """Keep what nobody has decided about."""
        return self.filter(decision=None)


class Application(models.Model):
    """Somebody wants to become a reseller: who, where, why, and what they agreed to.

    Only added. ``phone`` is as typed, ``normal`` in its one form.
    """

    name = models.CharField(max_length=160)
    phone = models.CharField(max_length=40)
    normal = models.CharField(max_length=20)
    city = models.CharField(max_length=80)
    territory = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=10, choices=JoiningReason.choices)
    words = models.CharField(max_length=500, blank=True)
    consent_text = models.TextField(max_length=2_000)
    consent_source = models.CharField(max_length=120)
    at = models.DateTimeField()

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["normal"])]

    def __str__(self) -> str:
        return self.name


class ApplicationDecision(models.Model):
    """What was decided: approved, with the party it became, or declined. Only added.

    ``reason`` is why they join as the office sees it, ``why`` why it was declined.
    """

    application = models.OneToOneField(Application, models.PROTECT, related_name="decision")
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="applications")
    reason = models.CharField(max_length=10, choices=JoiningReason.choices)
    why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.application_id} {self.at:%Y-%m-%d}"

    @property
    def approved(self) -> bool:
        """Tell whether they became a reseller."""
        return self.party_id is not None
