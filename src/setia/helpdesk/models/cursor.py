"""How far what other rooms keep was read."""

from __future__ import annotations

from django.db import models


class Cursor(models.Model):
    """The last row of another room that was read; only tells where to go on looking."""

    name = models.CharField(max_length=20, primary_key=True)
    position = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.position}"
