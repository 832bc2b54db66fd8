"""The stock of rewards: pieces that came, are kept for somebody, and went."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from setia.rewards.models.choice import Choice
from setia.rewards.models.reward import Reward


class Movement(models.TextChoices):
    """Why pieces moved."""

    RECEIVED = "received", _("Received")
    RESERVED = "reserved", _("Kept for a choice")
    RELEASED = "released", _("Free again")
    HANDED_OVER = "handed_over", _("Handed over")
    WRITTEN_OFF = "written_off", _("Written off")


class StockMovement(models.Model):
    """Pieces of a reward moved; how many were free and kept after it. Only added.

    ``number`` counts the movements of a reward. Each carries the sums on from the one
    before, and the database lets neither go below zero, nor two have the same number: the
    last piece is given once, whoever asks at once.
    """

    reward = models.ForeignKey(Reward, models.PROTECT, related_name="movements")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=12, choices=Movement.choices)
    pieces = models.PositiveIntegerField()
    free_after = models.IntegerField()
    kept_after = models.IntegerField()
    choice = models.ForeignKey(Choice, models.PROTECT, null=True, related_name="movements")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["reward", "number"]
        constraints = [
            models.UniqueConstraint(fields=["reward", "number"], name="movement_once"),
            models.UniqueConstraint(fields=["choice", "what"], name="choice_moves_once"),
            models.CheckConstraint(
                condition=models.Q(pieces__gt=0, free_after__gte=0, kept_after__gte=0),
                name="stock_not_below_zero",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reward_id} #{self.number} {self.what} {self.pieces}"
