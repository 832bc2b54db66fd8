"""How far the trail was read."""

from __future__ import annotations

from django.db import models


class TrailCursor(models.Model):
    """The last entry of the trail that was looked at; locked while deliveries are planned."""

    number = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_trail_cursor"),
        ]

    def __str__(self) -> str:
        return str(self.number)
