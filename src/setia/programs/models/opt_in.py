"""Opting in: a program that asks for it counts only those who joined, and who did."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from setia.core.actor import Actor
from setia.people.models import Party
from setia.programs.models.program import Program


class OptIn(models.Model):
    """A program asks its partners to join: until when, and the text that they agree to.

    The newest of a program holds; an earlier one stays, since somebody agreed to it. Only
    added.
    """

    program = models.ForeignKey(Program, models.PROTECT, related_name="opt_ins")
    number = models.PositiveIntegerField()
    until = models.DateField()
    text_id = models.CharField(max_length=1000)
    text_en = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["program", "number"]
        constraints = [
            models.UniqueConstraint(fields=["program", "number"], name="opt_in_once"),
        ]

    def __str__(self) -> str:
        return f"{self.program_id} opt-in {self.number}"

    @property
    def text(self) -> str:
        """Return the text in the reader's language, as far as it was written."""
        english = get_language() == "en" and self.text_en
        return self.text_en if english else self.text_id


class Way(models.TextChoices):
    """By which way somebody joined."""

    PARTNER = "partner", _("by itself")
    OFFICE = "office", _("told the office")
    API = "api", _("through another program")


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Enrolments, narrowed to whose an actor may see and to those that stand."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep the enrolments of those whom an actor may see."""
        return self.filter(party__in=Party.objects.visible_to(actor))

    def standing(self) -> Self:
        """Leave out what was withdrawn."""
        return self.filter(withdrawal=None)


class Enrolment(models.Model):
    """A party joined a program: when, by which way, which text it agreed to. Only added.

    ``number`` counts how often it joined, since it may withdraw and join again.
    """

    program = models.ForeignKey(Program, models.PROTECT, related_name="enrolments")
    party = models.ForeignKey(Party, models.PROTECT, related_name="enrolments")
    number = models.PositiveIntegerField()
    opt_in = models.ForeignKey(OptIn, models.PROTECT, related_name="enrolments")
    way = models.CharField(max_length=12, choices=Way.choices)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_key = models.CharField(max_length=40)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "party", "number"], name="enrolment_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.program_id} {self.party_id}"


class EnrolmentWithdrawal(models.Model):
    """A party no longer takes part: since when, by whom. Only added."""

    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="withdrawal")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.at:%Y-%m-%d}"
