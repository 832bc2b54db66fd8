"""How conversations end, and begin again."""

from __future__ import annotations

from django.db import models

from setia.budgets.models import Charge
from setia.helpdesk.models.conversation import Conversation, Entry


class Closing(models.Model):
    """A conversation came to its end: with which solution, and what was given. Only added.

    ``charge`` is what ``given`` cost, in the budget that paid for it; None where nothing was
    given.
    """

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="closings")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_key = models.CharField(max_length=40)
    solution = models.CharField(max_length=1_000)
    given = models.CharField(max_length=300, blank=True)
    charge = models.OneToOneField(Charge, models.PROTECT, null=True, related_name="closing")

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
