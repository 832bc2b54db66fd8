"""Promised answers: by when, how they ended, and who was told before it was too late."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from setia.helpdesk.models.conversation import Conversation, Entry
from setia.helpdesk.models.end import Closing


class AnswerDueQuerySet(models.QuerySet["AnswerDue"]):
    """Promised answers."""

    def running(self) -> AnswerDueQuerySet:
        """Keep those that somebody waits for."""
        return self.filter(end=None)


class AnswerDue(models.Model):
    """Somebody wrote and was promised an answer by a moment. Only added.

    A row, so that no restart forgets it. ``warn_at`` is when three quarters of the time are
    gone; minutes tell what was promised, by day and by night.
    """

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="dues")
    number = models.PositiveIntegerField()
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="due")
    asked_at = models.DateTimeField()
    warn_at = models.DateTimeField()
    due_at = models.DateTimeField()
    day_minutes = models.PositiveIntegerField()
    night_minutes = models.PositiveIntegerField(null=True)

    objects = AnswerDueQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["due_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "number"], name="answer_due_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.due_at:%Y-%m-%d %H:%M}"

    def is_overdue(self, at: datetime) -> bool:
        """Tell whether its moment has passed and nobody has answered."""
        return not hasattr(self, "end") and self.due_at < at


class AnswerEnd(models.Model):
    """How a promised answer ended: with an answer, or with the closing. Only added."""

    due = models.OneToOneField(AnswerDue, models.PROTECT, related_name="end")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    entry = models.OneToOneField(Entry, models.PROTECT, null=True, related_name="ended")
    closing = models.OneToOneField(Closing, models.PROTECT, null=True, related_name="ended")

    def __str__(self) -> str:
        return f"{self.due_id} {self.at:%Y-%m-%d %H:%M}"

    @property
    def in_time(self) -> bool:
        """Tell whether the promise was kept."""
        return self.at <= self.due.due_at


class EscalationLevel(models.TextChoices):
    """How late it is."""

    SOON = "soon", _("about to pass")
    PASSED = "passed", _("passed")


class Escalation(models.Model):
    """Somebody was told that a promised answer is about to pass, or has. Only added."""

    due = models.ForeignKey(AnswerDue, models.PROTECT, related_name="escalations")
    level = models.CharField(max_length=8, choices=EscalationLevel.choices)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["due", "level"], name="escalation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.due_id} {self.level}"
