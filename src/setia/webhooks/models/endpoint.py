"""Where messages go to."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import models

BOTH_SIGN = timedelta(hours=24)
"""How long a secret signs beside the one that took its place."""


class EndpointQuerySet(models.QuerySet["Endpoint"]):
    """Endpoints."""

    def standing(self) -> EndpointQuerySet:
        """Return those that are not closed."""
        return self.filter(closure=None)


class Endpoint(models.Model):
    """An address of another program that wants to know what happened.

    ``types`` are the types of message that it wants; none are all. It is told what happened
    after the trail's entry ``from_number``, which is that of its own adding.
    """

    url = models.CharField(max_length=500)
    description = models.CharField(max_length=200, blank=True)
    types = models.JSONField()
    from_number = models.BigIntegerField()
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=150)

    objects = EndpointQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.host

    @property
    def host(self) -> str:
        """Return the name of the machine, which may be shown to everybody."""
        return urlsplit(self.url).hostname or ""

    def wants(self, kind: str) -> bool:
        """Tell whether a type of message is to be sent here."""
        return not self.types or kind in self.types

    def signing_secrets(self, at: datetime) -> list[str]:
        """Return the secrets that sign at a moment, the newest first.

        A secret signs until a day after another took its place, so that a receiver can
        change its own in peace.
        """
        kept = list(self.secrets.order_by("-pk"))
        followed = zip(kept[1:], kept, strict=False)
        return [one.text for one in kept[:1]] + [
            old.text for old, new in followed if at - new.added_at < BOTH_SIGN
        ]


class Secret(models.Model):
    """What messages to an endpoint are signed with; shown once, when it is made."""

    endpoint = models.ForeignKey(Endpoint, models.PROTECT, related_name="secrets")
    text = models.CharField(max_length=80)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.endpoint_id} {self.added_at:%Y-%m-%d}"


class EndpointClosure(models.Model):
    """An endpoint that is told nothing any more: by whom, when and why."""

    endpoint = models.OneToOneField(Endpoint, models.PROTECT, related_name="closure")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reason = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.endpoint_id} {self.at:%Y-%m-%d}"
