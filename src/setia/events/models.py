"""The tables of this room."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from setia.budgets.models import Charge
from setia.core.actor import Actor
from setia.people.models import Party
from setia.people.models.party import PartyRole


class GatheringKind(models.TextChoices):
    """What sort of gathering it is."""

    MEETUP = "meetup", _("Meet-up")
    FAMILY = "family", _("Family day")
    LAUNCH = "launch", _("Launch")
    TRAINING = "training", _("Training")
    TRIP = "trip", _("Trip together")
    CHARITY = "charity", _("Charity")
    OTHER = "other", _("Something else")


class Gathering(models.Model):
    """An event with customers and their families: what, when, where, for how many.

    ``budget_minor`` is what it may cost, in minor units.
    """

    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=GatheringKind.choices)
    starts_at = models.DateTimeField()
    minutes = models.PositiveIntegerField()
    place = models.CharField(max_length=300)
    capacity = models.PositiveIntegerField(null=True)
    budget_minor = models.BigIntegerField(null=True)
    note = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-starts_at", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def ends_at(self) -> datetime:
        """Return when it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_cancelled(self) -> bool:
        """Tell whether it does not take place."""
        return hasattr(self, "cancellation")


class GatheringCancellation(models.Model):
    """A gathering that does not take place: who said so, when and why. Only added."""

    gathering = models.OneToOneField(Gathering, models.PROTECT, related_name="cancellation")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reason = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.at:%Y-%m-%d}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, narrowed to whose an actor may see."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep those of whom an actor may see."""
        return self.filter(party__in=Party.objects.visible_to(actor))

    def with_records(self) -> Self:
        """Fetch answers and what happened at the door, in the same number of queries."""
        return self.select_related("party").prefetch_related("answers", "door")


class Invitation(models.Model):
    """Somebody was asked to come: by whom, when, and why they of all. Only added.

    ``reason`` keeps the segment or the words by which they were chosen, so that the list stays
    what it was when tiers and areas change.
    """

    gathering = models.ForeignKey(Gathering, models.PROTECT, related_name="invitations")
    party = models.ForeignKey(Party, models.PROTECT, related_name="gatherings")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reason = models.CharField(max_length=300)
    at_door = models.BooleanField(default=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["gathering", "party"], name="invited_once"),
        ]

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.party_id}"

    @property
    def why(self) -> str:
        """Return why they were asked, with roles by their names."""
        parts = [one.partition("=") for one in self.reason.split("; ")]
        if not all(sign for _name, sign, _value in parts):
            return self.reason
        roles = dict(PartyRole.choices)
        return " · ".join(str(roles.get(value, value)) for _name, _sign, value in parts)

    @property
    def answer(self) -> InvitationAnswer | None:
        """Return the last answer, which counts."""
        return max(self.answers.all(), key=lambda one: one.number, default=None)

    @property
    def entry(self) -> DoorEntry | None:
        """Return what was last recorded at the door."""
        return max(self.door.all(), key=lambda one: one.number, default=None)

    @property
    def came(self) -> bool:
        """Tell whether they came."""
        entry = self.entry
        return entry is not None and entry.heads > 0


class AnswerKind(models.TextChoices):
    """What somebody answers."""

    YES = "yes", _("Comes")
    NO = "no", _("Does not come")
    MAYBE = "maybe", _("Not sure yet")


class InvitationAnswer(models.Model):
    """What somebody answered, with how many in all and who of the family. Only added.

    ``guests`` names members of the family as they were known then; ``heads`` counts the
    invited person, them, and whoever else comes along.
    """

    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="answers")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=6, choices=AnswerKind.choices)
    heads = models.PositiveIntegerField()
    guests = models.JSONField(default=list)
    note = models.CharField(max_length=300, blank=True)
    by_partner = models.BooleanField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["invitation", "number"], name="answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.invitation_id} {self.kind}"


class DoorEntry(models.Model):
    """Who came, recorded at the door; with no heads, that they did not after all. Only added."""

    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="door")
    number = models.PositiveIntegerField()
    heads = models.PositiveIntegerField()
    guests = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["invitation", "number"], name="entry_once"),
        ]

    def __str__(self) -> str:
        return f"{self.invitation_id} {self.heads}"


class GatheringCost(models.Model):
    """What was paid for a gathering, in minor units, and the budget that it was charged to.

    ``key`` comes with the form, so that sending it twice records it once. Only added.
    """

    gathering = models.ForeignKey(Gathering, models.PROTECT, related_name="costs")
    what = models.CharField(max_length=160)
    minor = models.BigIntegerField()
    key = models.CharField(max_length=40, unique=True)
    charge = models.OneToOneField(
        Charge, models.PROTECT, null=True, related_name="gathering_cost"
    )
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minor__gt=0), name="cost_is_positive"
            ),
        ]

    def __str__(self) -> str:
        return self.what


class CostReversal(models.Model):
    """A cost that was recorded wrongly: who took it back, when and why. Only added."""

    cost = models.OneToOneField(GatheringCost, models.PROTECT, related_name="reversal")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reason = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.cost_id} {self.at:%Y-%m-%d}"
