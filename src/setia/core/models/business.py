"""The business that this installation belongs to."""

from __future__ import annotations

from django.db import models


class Business(models.Model):
    """The one business: its name, and where and in which language it works."""

    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=60, default="Asia/Jakarta")
    currency = models.CharField(max_length=3, default="IDR")
    language = models.CharField(max_length=2, default="id")
    founded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_business"),
        ]

    def __str__(self) -> str:
        return self.name
