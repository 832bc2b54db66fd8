"""What the business allows on partner pages."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LeaderboardNames(models.TextChoices):
    """How others are named on a leaderboard."""

    OWN = "own", _("Only their own place")
    INITIALS = "initials", _("Initials")
    FULL = "full", _("Full names")


class PartnerRules(models.Model):
    """The one row of rules; ``version`` guards against two who change them at once."""

    leaderboard_names = models.CharField(
        max_length=10, choices=LeaderboardNames.choices, default=LeaderboardNames.OWN
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_partner_rules"),
        ]

    def __str__(self) -> str:
        return self.leaderboard_names
