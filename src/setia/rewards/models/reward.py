"""Rewards: what somebody can choose."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from setia.people.models import Party


class RewardKind(models.TextChoices):
    """What a reward is."""

    MONEY = "money", _("Money")
    TRIP = "trip", _("Trip")
    CARD = "card", _("Prepaid card")
    GOODS = "goods", _("Goods")


class Reward(models.Model):
    """One thing to choose, by its code: what it is worth and what it costs the house.

    Amounts in hundredths of the currency. Of money the worth is what is paid. ``supplier``
    is from whom it comes, where that matters. A choice keeps the amounts of its moment.
    """

    code = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=8, choices=RewardKind.choices)
    title_id = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    about_id = models.CharField(max_length=500, blank=True)
    about_en = models.CharField(max_length=500, blank=True)
    worth_minor = models.BigIntegerField()
    cost_minor = models.BigIntegerField()
    supplier = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="rewards_supplied"
    )
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=150)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["title_id", "code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(worth_minor__gt=0, cost_minor__gte=0),
                name="reward_worth_something",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Return the title in the reader's language, as far as it was written."""
        english = get_language() == "en" and self.title_en
        return self.title_en if english else self.title_id

    @property
    def about(self) -> str:
        """Return what is said of it in the reader's language, as far as it was written."""
        english = get_language() == "en" and self.about_en
        return self.about_en if english else self.about_id

    @property
    def has_stock(self) -> bool:
        """Tell whether pieces of it are counted; money is not."""
        return self.kind != RewardKind.MONEY
