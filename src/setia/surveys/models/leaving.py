"""Who fell silent, why people left, and what the reasons are called."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from setia.core.actor import Actor
from setia.core.permissions import Reach
from setia.people.models import Party
from setia.surveys.models.response import Answer


class ReasonCode(models.Model):
    """A reason for leaving that can be counted."""

    code = models.SlugField(max_length=30, unique=True)
    name_id = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code

    @property
    def name(self) -> str:
        """Return what it is called in the reader's language."""
        english = (get_language() or settings.LANGUAGE_CODE) == "en"
        return self.name_en if english else self.name_id


class ReasonSource(models.TextChoices):
    """How a reason became known."""

    SURVEY = "survey", _("Survey")
    TOLD = "told", _("Told to us")


class ReasonQuerySet(models.QuerySet["Reason"]):
    """Reasons, narrowed to whose an actor may see."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep those of people whom an actor may see; nameless ones to who sees all."""
        if actor.reach == Reach.ALL:
            return self
        return self.filter(party__in=Party.objects.visible_to(actor))


class Reason(models.Model):
    """Why somebody left, in their words or by a code.

    ``category`` is that of the person at the time. ``code`` repeats the last coding, so that
    reasons can be counted; None until somebody has sorted the words.
    """

    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="reasons")
    category = models.CharField(max_length=60, blank=True)
    on = models.DateField(db_index=True)
    source = models.CharField(max_length=8, choices=ReasonSource.choices)
    text = models.CharField(max_length=500, blank=True)
    answer = models.OneToOneField(Answer, models.CASCADE, null=True, related_name="reason")
    code = models.ForeignKey(ReasonCode, models.PROTECT, null=True, related_name="reasons")
    by = models.CharField(max_length=150, blank=True)

    objects = ReasonQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.on} {self.text[:40]}"


class Coding(models.Model):
    """Somebody sorted a reason; the last one counts."""

    reason = models.ForeignKey(Reason, models.CASCADE, related_name="codings")
    code = models.ForeignKey(ReasonCode, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.reason_id} {self.code_id}"


class Silence(models.Model):
    """Somebody has not come back for much longer than is usual for them. Only added.

    ``since`` is the day they last were there, so each silence is found once; ``gap_days`` is
    the middle one of the gaps between their days before.
    """

    party = models.ForeignKey(Party, models.PROTECT, related_name="silences")
    since = models.DateField()
    gap_days = models.PositiveIntegerField()
    found_at = models.DateTimeField()

    class Meta:
        ordering = ["-since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["party", "since"], name="silence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.since}"

    @property
    def ref(self) -> str:
        """Return the name under which they are asked about it, once."""
        return f"silence {self.since:%Y-%m-%d}"


class Asking(models.Model):
    """Who falls silent is asked why, from a moment on. Only added.

    ``tenths`` of their own usual gap have to pass, and they came on ``least`` days before.
    ``links`` is the address below which links open, as the browser of who said so knew it.
    """

    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    tenths = models.PositiveIntegerField()
    least = models.PositiveIntegerField()
    links = models.CharField(max_length=200)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.tenths}"


class AskingEnd(models.Model):
    """Nobody is asked by itself any more. Only added."""

    asking = models.OneToOneField(Asking, models.PROTECT, related_name="end")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.asking_id} {self.at:%Y-%m-%d}"


class SilenceLook(models.Model):
    """A day on which it was looked who fell silent, so that it is done once a day."""

    day = models.DateField(primary_key=True)

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"
