"""The trail: every act that changed something, each entry sealed over the one before."""

from __future__ import annotations

from django.db import models


class TrailEntry(models.Model):
    """Who did what to which thing, when, with what was there before and after.

    ``seal`` is a keyed digest over every other column and the seal of the entry before, so
    that a changed, missing or moved row shows. The table refuses update and delete.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=20)
    actor_id = models.BigIntegerField()
    actor_name = models.CharField(max_length=150)
    act = models.CharField(max_length=60)
    about_kind = models.CharField(max_length=40)
    about_id = models.CharField(max_length=80)
    params = models.JSONField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    previous_seal = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["about_kind", "about_id"]),
            models.Index(fields=["act"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.act}"


class TrailHead(models.Model):
    """The end of the trail: its length and last seal; locked while an entry is added."""

    count = models.BigIntegerField()
    seal = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_trail_head"),
        ]

    def __str__(self) -> str:
        return f"{self.count} {self.seal[:8]}"
