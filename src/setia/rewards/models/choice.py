"""Choices: who chose which reward for what they earned."""

from __future__ import annotations

from typing import Self

from django.db import models

from setia.closing.models import Adjustment, Award
from setia.core.actor import Actor
from setia.payouts.models import PointsSpend
from setia.people.models import Party
from setia.rewards.models.menu import MenuItem
from setia.rewards.models.reward import Reward


class ChoiceQuerySet(models.QuerySet["Choice"]):
    """Choices, narrowed to whose an actor may see and to how far they have come."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep the choices of those whom an actor may see."""
        return self.filter(party__in=Party.objects.visible_to(actor))

    def standing(self) -> Self:
        """Leave out what was cancelled."""
        return self.filter(cancellation=None)

    def waiting(self) -> Self:
        """Keep what was chosen and is not with the partner yet."""
        return self.standing().filter(proof=None, adjustment=None)

    def with_records(self) -> Self:
        """Fetch what a page tells of each."""
        rows = self.select_related("reward", "party", "item__menu__program", "award")
        return rows.select_related("cancellation", "fulfilment", "proof")


class Choice(models.Model):
    """A party chose a reward for one piece that it earned, or for points. Only added.

    ``unit_no`` is which piece of the award, ``revision`` which choice for this piece: at
    most one stands. ``worth_minor`` and ``cost_minor`` are the reward's at that moment. Where
    money was chosen, ``adjustment`` is what is owed for it. ``key`` is made by whoever asks,
    so that trying again chooses once.
    """

    key = models.CharField(max_length=80, unique=True)
    item = models.ForeignKey(MenuItem, models.PROTECT, related_name="choices")
    reward = models.ForeignKey(Reward, models.PROTECT, related_name="choices")
    party = models.ForeignKey(Party, models.PROTECT, related_name="choices")
    award = models.ForeignKey(Award, models.PROTECT, null=True, related_name="choices")
    unit_no = models.PositiveIntegerField(null=True)
    revision = models.PositiveIntegerField(default=1)
    spend = models.OneToOneField(
        PointsSpend, models.PROTECT, null=True, related_name="choice"
    )
    adjustment = models.OneToOneField(
        Adjustment, models.PROTECT, null=True, related_name="choice"
    )
    worth_minor = models.BigIntegerField()
    cost_minor = models.BigIntegerField()
    promised_on = models.DateField()
    wish = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_key = models.CharField(max_length=40)

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["award", "unit_no", "revision"], name="unit_chosen_once"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    award__isnull=False, unit_no__isnull=False, spend__isnull=True
                )
                | models.Q(award__isnull=True, unit_no__isnull=True, spend__isnull=False),
                name="choice_of_goods_or_points",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class ChoiceCancellation(models.Model):
    """A choice that does not hold any more: by whom, when and why. Only added."""

    choice = models.OneToOneField(Choice, models.PROTECT, related_name="cancellation")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reason = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.choice_id} {self.at:%Y-%m-%d}"
