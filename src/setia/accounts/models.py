"""The tables of this room."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from setia.core.actor import Actor
from setia.people.models import Party
from setia.people.models.party import PartyRole


class Rank(models.TextChoices):
    """How much an account sells, against the others or against limits."""

    LARGE = "large", _("Large")
    MEDIUM = "medium", _("Medium")
    SMALL = "small", _("Small")


class RankBy(models.TextChoices):
    """What decides about a rank."""

    SUMS = "sums", _("Sales of a month reach a limit")
    SHARES = "shares", _("Part of those who bring a share of all sales")
    NOT = "not", _("These are not ranked")


class AccountRule(models.Model):
    """From this day on parties of a role are ranked like this. Only added.

    Limits are sums of a month in minor units, or shares in millionths: large are the first
    who together bring ``large_millionths`` of the sales, medium those who follow up to
    ``medium_millionths``. A large one dips when it sold ``dip_percent`` less than usual. Of
    two rules from the same day the later one counts.
    """

    role = models.CharField(max_length=16, choices=PartyRole.choices)
    from_day = models.DateField()
    rank_by = models.CharField(max_length=8, choices=RankBy.choices)
    large_minor = models.BigIntegerField(null=True)
    medium_minor = models.BigIntegerField(null=True)
    large_millionths = models.PositiveIntegerField(null=True)
    medium_millionths = models.PositiveIntegerField(null=True)
    by_territory = models.BooleanField(default=False)
    dip_percent = models.PositiveSmallIntegerField(default=30)
    recorded_at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_key = models.CharField(max_length=40)

    class Meta:
        ordering = ["role", "from_day", "pk"]

    def __str__(self) -> str:
        return f"{self.role} {self.rank_by} {self.from_day}"

    @property
    def large_percent(self) -> Decimal | None:
        """Return the share of large ones in percent."""
        return _percent(self.large_millionths)

    @property
    def medium_percent(self) -> Decimal | None:
        """Return the share up to which one is medium, in percent."""
        return _percent(self.medium_millionths)


def _percent(millionths: int | None) -> Decimal | None:
    return None if millionths is None else Decimal(millionths).scaleb(-4)


class RankRun(models.Model):
    """Everybody was ranked for a month, by what they sold in the three before it.

    The last run of a month counts; earlier ones stay. Only added.
    """

    month = models.DateField()
    number = models.PositiveSmallIntegerField()
    computed_at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["month", "number"]
        constraints = [
            models.UniqueConstraint(fields=["month", "number"], name="rank_run_once"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} #{self.number}"


class AccountRankQuerySet(models.QuerySet["AccountRank"]):
    """Ranks, narrowed to whose an actor may see."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep the ranks of those whom an actor may see."""
        return self.filter(party__in=Party.objects.visible_to(actor))


class AccountRank(models.Model):
    """The rank of one account in one run, with the figures that it came from. Only added.

    ``months`` are the sales of the three full months before, the oldest first; ``place``
    counts from the largest within the role, or within its territory where the rule says so.
    ``before_minor`` is what those before it sold, ``group_minor`` what all of them did.
    """

    run = models.ForeignKey(RankRun, models.PROTECT, related_name="ranks")
    party = models.ForeignKey(Party, models.PROTECT, related_name="ranks")
    rule = models.ForeignKey(AccountRule, models.PROTECT, related_name="ranks")
    rank = models.CharField(max_length=8, choices=Rank.choices)
    role = models.CharField(max_length=16, choices=PartyRole.choices)
    territory = models.CharField(max_length=80, blank=True)
    months = models.JSONField()
    total_minor = models.BigIntegerField()
    before_minor = models.BigIntegerField()
    group_minor = models.BigIntegerField()
    place = models.PositiveIntegerField()

    objects = AccountRankQuerySet.as_manager()

    class Meta:
        ordering = ["role", "place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "party"], name="rank_once"),
        ]
        indexes = [models.Index(fields=["party", "run"])]

    def __str__(self) -> str:
        return f"{self.party_id} {self.rank}"

    @property
    def average_minor(self) -> int:
        """Return what was sold in a month, rounded down to whole rupiah; limits see the sum."""
        return self.total_minor // len(self.months) // 100 * 100
