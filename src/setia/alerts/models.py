"""The tables of this room."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from setia.core.actor import Actor, ActorKind
from setia.core.permissions import Reach
from setia.people.models import Party


class AlertQuerySet(models.QuerySet["Alert"]):
    """Alerts, narrowed to whose an actor may see and to those without an end."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep all, or those about an actor's own people and those that they ever owned."""
        if actor.reach == Reach.ALL:
            return self
        if actor.reach != Reach.TERRITORY:
            return self.none()
        about = Q(about__in=Party.objects.visible_to(actor))
        if actor.kind == ActorKind.USER:
            mine = Taking.objects.filter(alert=OuterRef("pk"), owner=actor.id)
            about |= Q(Exists(mine))
        return self.filter(about)

    def open(self) -> Self:
        """Keep what nobody has ended."""
        return self.filter(ending=None)

    def with_owner(self) -> Self:
        """Tell whose each is: ``owner_id``, of whoever took it last."""
        last = Taking.objects.filter(alert=OuterRef("pk")).order_by("-pk")
        return self.annotate(owner_id=Subquery(last.values("owner")[:1]))


class Alert(models.Model):
    """Something that somebody must look at.

    ``kind`` says what sort of thing it is and ``key`` which thing, so that the same thing is
    told once. ``code`` and ``params`` are its sentence. ``number`` counts how often it came:
    of two raised at once the database refuses one. Only added.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=160)
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=60)
    params = models.JSONField()
    about = models.ForeignKey(Party, models.PROTECT, null=True, related_name="alerts")
    raised_at = models.DateTimeField(db_index=True)
    raised_by = models.CharField(max_length=150)

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "number"], name="alert_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} #{self.number}"

    @property
    def is_open(self) -> bool:
        """Tell whether nobody has ended it."""
        return not hasattr(self, "ending")


class Taking(models.Model):
    """Somebody became the owner of an alert: taken, or handed on by somebody. Only added."""

    alert = models.ForeignKey(Alert, models.PROTECT, related_name="takings")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="alerts_taken"
    )
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.alert_id} {self.owner_id}"


class EndingHow(models.TextChoices):
    """How an alert ended."""

    SOLVED = "solved", _("Solved")
    ACCEPTED = "accepted", _("Known, and left as it is")
    MISTAKEN = "mistaken", _("A false alarm")
    PASSED = "passed", _("Passed by itself")


class Ending(models.Model):
    """An alert is over: how, by whom, when and why. Only added."""

    alert = models.OneToOneField(Alert, models.PROTECT, related_name="ending")
    how = models.CharField(max_length=10, choices=EndingHow.choices)
    why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.alert_id} {self.how}"


class MutingQuerySet(models.QuerySet["Muting"]):
    """Mutings, narrowed to those that hold."""

    def in_force(self, at: datetime) -> Self:
        """Keep those that have not run out and that nobody took back."""
        return self.filter(unmuting=None, until__gt=at)


class Muting(models.Model):
    """No new alerts of a kind until a moment, for everybody or for one party; with the reason.

    Only added.
    """

    kind = models.CharField(max_length=40, db_index=True)
    about = models.ForeignKey(Party, models.PROTECT, null=True, related_name="mutings")
    reason = models.CharField(max_length=300)
    until = models.DateTimeField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    objects = MutingQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.until:%Y-%m-%d}"


class Unmuting(models.Model):
    """A muting that was taken back before its time. Only added."""

    muting = models.OneToOneField(Muting, models.PROTECT, related_name="unmuting")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.muting_id} {self.at:%Y-%m-%d}"
