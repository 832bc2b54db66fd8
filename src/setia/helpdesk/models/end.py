"""How conversations end, and begin again."""

from __future__ import annotations

from django.db import models

from setia.helpdesk.models.conversation import Conversation, Entry


class Closing(models.Model):
    """A conversation came to its end: with which solution, and what was given. Only added.

    ``given_minor`` is what the gift cost the business, charged to the budget named by
    ``budget``; 0 where nothing was given.
    """

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="closings")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_key = models.CharField(max_length=40)
    solution = models.CharField(max_length=1_000)
    given = models.CharField(max_length=300, blank=True)
    given_minor = models.PositiveBigIntegerField(default=0)
    budget = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "number"], name="closing_once"),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.at:%Y-%m-%d}"


class Reopening(models.Model):
    """They wrote again soon after a closing, so it was not the end. Only added."""

    closing = models.OneToOneField(Closing, models.PROTECT, related_name="reopening")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="reopened")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.closing_id} {self.at:%Y-%m-%d}"
