"""How facts came in."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ArrivalKind(models.TextChoices):
    """By which door."""

    FILE = "file", _("File")
    API = "api", _("Integration")
    PAGE = "page", _("Typed in")
    DEMO = "demo", _("Demo")


class Arrival(models.Model):
    """One delivery of facts, whole or not at all: a file, a call, a form.

    ``source`` and ``key`` name it so that the same delivery twice is one: the second try
    of a call finds the first by its idempotency key, whose ``digest`` tells whether it
    asked for the same.
    """

    kind = models.CharField(max_length=8, choices=ArrivalKind.choices)
    source = models.CharField(max_length=120)
    key = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, blank=True)
    answer = models.JSONField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="arrival_once"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.key}"
