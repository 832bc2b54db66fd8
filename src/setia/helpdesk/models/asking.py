"""Whether the question after a solution goes out by itself, and after which it did."""

from __future__ import annotations

from django.db import models

from setia.helpdesk.models.end import Closing
from setia.messages.models import Message


class SolvedAsking(models.Model):
    """Whoever's conversation is closed is asked whether it is solved, from then on. Only added.

    ``links`` is the address below which links open, as the browser of who said so knew it.
    """

    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    links = models.CharField(max_length=200)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"


class SolvedAskingEnd(models.Model):
    """Nobody is asked by itself after a solution any more. Only added."""

    asking = models.OneToOneField(SolvedAsking, models.PROTECT, related_name="end")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.asking_id} {self.at:%Y-%m-%d}"


class SolvedLook(models.Model):
    """After a closing it was looked once whether to ask. Only added.

    ``message`` carries the question; None where no channel took it, or they had been asked.
    """

    closing = models.OneToOneField(Closing, models.PROTECT, related_name="look")
    at = models.DateTimeField()
    message = models.OneToOneField(
        Message, models.PROTECT, null=True, related_name="solved_look"
    )

    def __str__(self) -> str:
        return f"{self.closing_id} {self.at:%Y-%m-%d}"
