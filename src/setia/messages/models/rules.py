"""What the business sets for its messages."""

from __future__ import annotations

from datetime import time

from django.db import models

from setia.messages.models.words import Channel, Purpose


class MessageRules(models.Model):
    """The one row of rules: quiet hours, and the cap of a week.

    The cap is of marketing to one person. ``version`` guards against two who change the rules
    at once.
    """

    quiet_from = models.TimeField(default=time(20))
    quiet_to = models.TimeField(default=time(8))
    marketing_per_week = models.PositiveSmallIntegerField(default=2)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_message_rules"),
        ]

    def __str__(self) -> str:
        return f"{self.quiet_from} – {self.quiet_to}"


class TerritoryZone(models.Model):
    """Whose clock counts in a territory; one without a row keeps the business's own."""

    territory = models.CharField(max_length=80, unique=True)
    time_zone = models.CharField(max_length=64)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["territory"]

    def __str__(self) -> str:
        return f"{self.territory}: {self.time_zone}"


class Price(models.Model):
    """What one message of a channel costs for a purpose; it is paid from the care budget."""

    channel = models.CharField(max_length=10, choices=Channel.choices)
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    minor = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "purpose"], name="price_once"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.purpose}"


class StopWord(models.Model):
    """A word that ends messages when somebody sends it alone; kept in small letters."""

    word = models.CharField(max_length=40, unique=True)

    class Meta:
        ordering = ["word"]

    def __str__(self) -> str:
        return self.word


class ChannelSetup(models.Model):
    """A channel that is set up: what may be shown, and what is never shown again."""

    channel = models.CharField(max_length=10, choices=Channel.choices, unique=True)
    values = models.JSONField(default=dict)
    secrets = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return self.channel
