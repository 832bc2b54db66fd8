"""One message to many people."""

from __future__ import annotations

from django.db import models

from setia.messages.models.template import Template
from setia.messages.models.words import Channel, Purpose
from setia.people.models import Party


class Broadcast(models.Model):
    """What was written to a segment: to whom it was meant, and who confirmed it. Only added.

    ``segment`` is the choice as it was made; ``meant`` how many people it was when it was
    confirmed.
    """

    channel = models.CharField(max_length=10, choices=Channel.choices)
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    template = models.ForeignKey(Template, models.PROTECT, related_name="broadcasts")
    language = models.CharField(max_length=2)
    segment = models.JSONField()
    meant = models.PositiveIntegerField()
    key = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_key = models.CharField(max_length=40)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.channel} {self.at:%Y-%m-%d}"


class LeftOut(models.Model):
    """Somebody of the segment who was not written to, and the reason. Only added."""

    broadcast = models.ForeignKey(Broadcast, models.PROTECT, related_name="left_out")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["broadcast", "party"], name="left_out_once"),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.code}"


class BroadcastEnd(models.Model):
    """All people of a broadcast were gone through. Only added."""

    broadcast = models.OneToOneField(Broadcast, models.PROTECT, related_name="end")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.broadcast_id} {self.at:%Y-%m-%d}"
