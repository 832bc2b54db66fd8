"""What was promised to whom until when."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Value, When
from django.utils.translation import gettext_lazy as _

from setia.core.actor import Actor
from setia.people.models import Party


class PromiseKind(models.TextChoices):
    """What was promised."""

    DELIVERY = "delivery", _("Delivery")
    REWARD = "reward", _("Reward")
    ANSWER = "answer", _("Answer")
    OTHER = "other", _("Something else")


class State(models.TextChoices):
    """What became of a promise, as derived from its due moment and its records."""

    KEPT = "kept", _("Kept")
    LATE = "late", _("Kept too late")
    OVERDUE = "overdue", _("Overdue")
    DUE = "due", _("Not due yet")
    RELEASED = "released", _("No longer needed")


BROKEN = (State.LATE, State.OVERDUE)


class PromiseQuerySet(models.QuerySet["Promise"]):
    """Promises, narrowed to whose an actor may see, with what became of them."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep the promises to those whom an actor may see."""
        return self.filter(to__in=Party.objects.visible_to(actor))

    def judged(self, at: datetime) -> Any:  # noqa: ANN401 - rows with one column more
        """Tell what became of each by a moment: ``state``, never kept as a flag."""
        return self.annotate(
            state=Case(
                When(keeping__at__lte=F("due_at"), then=Value(str(State.KEPT))),
                When(keeping__isnull=False, then=Value(str(State.LATE))),
                When(release__isnull=False, then=Value(str(State.RELEASED))),
                When(due_at__lt=at, then=Value(str(State.OVERDUE))),
                default=Value(str(State.DUE)),
            )
        )

    def waiting(self) -> Self:
        """Keep what was neither kept nor given up by whom it was made to."""
        return self.filter(keeping=None, release=None)


class Promise(models.Model):
    """Something promised to a party until a moment, by somebody of the business.

    ``ref`` says what it belongs to: an order, a conversation. The same promise sent twice
    (kind, party, ref, moment) is one. Only added: whether it was kept is in its records.
    """

    kind = models.CharField(max_length=10, choices=PromiseKind.choices)
    to = models.ForeignKey(Party, models.PROTECT, related_name="promises")
    text = models.CharField(max_length=300, blank=True)
    ref = models.CharField(max_length=120)
    due_at = models.DateTimeField(db_index=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="promises"
    )
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "to", "ref", "due_at"], name="promise_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"

    @property
    def waits(self) -> bool:
        """Tell whether it was neither kept nor given up."""
        return not hasattr(self, "keeping") and not hasattr(self, "release")


class Keeping(models.Model):
    """A promise was kept, at a moment that may lie behind the due one. Only added."""

    promise = models.OneToOneField(Promise, models.PROTECT, related_name="keeping")
    at = models.DateTimeField()
    noted_at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.promise_id} {self.at:%Y-%m-%d}"


class Excuse(models.Model):
    """Why a promise broke, told to whom it was made, and by whom. Only added."""

    promise = models.OneToOneField(Promise, models.PROTECT, related_name="excuse")
    why = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.promise_id} {self.at:%Y-%m-%d}"


class Release(models.Model):
    """A promise that is no longer needed, said before it was due, and why. Only added."""

    promise = models.OneToOneField(Promise, models.PROTECT, related_name="release")
    why = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.promise_id} {self.at:%Y-%m-%d}"
