"""What people write to us."""

from __future__ import annotations

from typing import Self

from django.db import models

from setia.core.actor import Actor
from setia.core.permissions import Reach
from setia.messages.models.words import Channel
from setia.people.models import Party


class InboundQuerySet(models.QuerySet["Inbound"]):
    """What came in, narrowed to those whom an actor may see."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep what came from the people of an actor; from strangers for who sees all."""
        if actor.reach == Reach.ALL:
            return self
        return self.filter(party__in=Party.objects.visible_to(actor))


class Inbound(models.Model):
    """A message that came in: from whom, what, when, and its name at the provider.

    ``party`` is who had the number or name at that moment; nobody where it is unknown.
    ``kind`` is the provider's word for what it is; other things than text have their caption
    as text. Rows come in the order of their keys: who reads along remembers the last. Only
    added.
    """

    channel = models.CharField(max_length=10, choices=Channel.choices)
    from_normal = models.CharField(max_length=254)
    from_name = models.CharField(max_length=160, blank=True)
    address = models.CharField(max_length=254)
    party = models.ForeignKey(
        Party, models.PROTECT, null=True, related_name="inbound_messages"
    )
    kind = models.CharField(max_length=20)
    text = models.TextField(max_length=4_096, blank=True)
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    provider_id = models.CharField(max_length=200)

    objects = InboundQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["channel", "address", "at"]),
            models.Index(fields=["party", "at"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["channel", "provider_id"], name="inbound_once"),
        ]

    def __str__(self) -> str:
        return self.provider_id


class Stop(models.Model):
    """Somebody asked to be left in peace, by a word that we know. Only added.

    It counts for the address also where nobody knew whose it was.
    """

    inbound = models.OneToOneField(Inbound, models.PROTECT, related_name="stop")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    address = models.CharField(max_length=254)
    word = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["channel", "address"])]

    def __str__(self) -> str:
        return f"{self.address} {self.word}"
