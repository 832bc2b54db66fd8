"""Who was asked, and what was answered."""

from __future__ import annotations

import uuid
from typing import Self

from django.db import models

from setia.core.actor import Actor
from setia.people.models import Party
from setia.surveys.models.survey import Version


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, narrowed to whose an actor may see."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep those of people whom an actor may see."""
        return self.filter(party__in=Party.objects.visible_to(actor))


class Invitation(models.Model):
    """Somebody was asked by a link of their own, until a moment. Only added.

    ``digest`` is all that is kept of the link. ``ref`` names what it is about, so that nobody
    is asked twice about the same thing.
    """

    version = models.ForeignKey(Version, models.PROTECT, related_name="invitations")
    party = models.ForeignKey(Party, models.PROTECT, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    ref = models.CharField(max_length=80, null=True)  # noqa: DJ001 - without one it is unique to nothing
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    by = models.CharField(max_length=150)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["party", "ref"], name="survey_invitation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.party_id}"


class Response(models.Model):
    """Answers that were sent, once for each link.

    ``seal`` is made of the link itself, which is kept nowhere: it tells that a link was used
    and lets its holder take the answer back, but leads to no invitation. ``invitation``,
    ``party`` and ``at`` are None where the survey is anonymous; then only the day is known.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, models.PROTECT, related_name="responses")
    seal = models.CharField(max_length=64, unique=True)
    on = models.DateField()
    at = models.DateTimeField(null=True)
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="responses")
    invitation = models.OneToOneField(
        Invitation, models.PROTECT, null=True, related_name="response"
    )

    class Meta:
        ordering = ["-on", "key"]

    def __str__(self) -> str:
        return f"{self.version_id} {self.on}"


class Answer(models.Model):
    """One thing that was ticked, rated or written, by the number of its question.

    ``chosen`` is the number of a choice, or a point of a scale.
    """

    response = models.ForeignKey(Response, models.CASCADE, related_name="answers")
    question = models.PositiveSmallIntegerField()
    chosen = models.SmallIntegerField(null=True)
    text = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["question", "chosen", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question", "chosen"], name="survey_answer_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.chosen} {self.text[:40]}"


class Withdrawal(models.Model):
    """An answer was taken back: what it said is gone, that it was there is not."""

    response = models.OneToOneField(Response, models.PROTECT, related_name="withdrawal")
    on = models.DateField()

    def __str__(self) -> str:
        return f"{self.response_id} {self.on}"
