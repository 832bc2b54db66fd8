"""What was written to somebody, and what became of it."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from setia.budgets.models import Charge
from setia.core.actor import Actor
from setia.messages.models.broadcast import Broadcast
from setia.messages.models.template import Template
from setia.messages.models.words import Channel, Purpose
from setia.people.models import Consent, Party


class MessageState(models.TextChoices):
    """Where a message is; it follows from records, and no column says it."""

    BY_HAND = "by_hand", _("wait for you")
    PLANNED = "planned", _("planned")
    TRYING = "trying", _("tried again")
    SENT = "sent", _("sent")
    DELIVERED = "delivered", _("delivered")
    READ = "read", _("read")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


WEIGHTS = ("sent", "delivered", "read", "failed")
"""What a provider tells of one message, each weightier than those before it."""


def _told() -> models.Subquery:
    """Return the weightiest state of a message as a column."""
    weight = models.Case(
        *(models.When(state=one, then=models.Value(at)) for at, one in enumerate(WEIGHTS)),
        output_field=models.IntegerField(),
    )
    rows = DeliveryState.objects.filter(message=models.OuterRef("pk"))
    return models.Subquery(rows.order_by(weight.desc()).values("state")[:1])


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages, narrowed to those to people whom an actor may see."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep what goes to the people of an actor."""
        return self.filter(to__in=Party.objects.visible_to(actor))

    def with_records(self) -> Self:
        """Fetch what a page tells of each, with the weightiest state that was told."""
        joined = ("waiting", "failure", "cancellation", "hand_sending", "template", "to")
        return self.select_related(*joined).annotate(told=_told())

    def counted(self) -> Self:
        """Leave out what was cancelled, or could not be sent."""
        return self.filter(cancellation=None, failure=None)


class Message(models.Model):
    """Words to somebody over one channel: to which address, with which consent. Only added.

    ``key`` is its name at the provider, where that knows such names. ``ref`` is what it is for,
    once for each person. ``parameters`` are what filled the places of its template, in the
    order of its words. ``is_answer`` where the person had written within a day before.
    """

    key = models.CharField(max_length=40, unique=True)
    to = models.ForeignKey(Party, models.PROTECT, related_name="messages")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    address = models.CharField(max_length=254)
    subject = models.CharField(max_length=120, blank=True)
    text = models.TextField(max_length=4_000)
    language = models.CharField(max_length=2)
    template = models.ForeignKey(
        Template, models.PROTECT, null=True, related_name="messages"
    )
    parameters = models.JSONField(default=list)
    broadcast = models.ForeignKey(
        Broadcast, models.PROTECT, null=True, related_name="messages"
    )
    ref = models.CharField(max_length=120, blank=True)
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, related_name="+")
    is_answer = models.BooleanField()
    charge = models.OneToOneField(Charge, models.PROTECT, null=True, related_name="message")
    queued_at = models.DateTimeField()
    due_at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_key = models.CharField(max_length=40)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["to", "purpose", "due_at"]),
            models.Index(fields=["channel", "address"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["to", "ref"], condition=~Q(ref=""), name="message_once"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def is_postponed(self) -> bool:
        """Tell whether it was planned for later than when it was written."""
        return self.due_at > self.queued_at

    @property
    def state(self) -> MessageState:
        """Return where it is, by its records."""
        told = self._last_told()
        if hasattr(self, "cancellation"):
            return MessageState.CANCELLED
        if hasattr(self, "failure"):
            return MessageState.FAILED
        return MessageState(told) if told else self._underway()

    def _last_told(self) -> str:
        if hasattr(self, "told"):
            return self.told or ""
        found = Message.objects.filter(pk=self.pk).values_list(_told()).first()
        return (found[0] if found else None) or ""

    def _underway(self) -> MessageState:
        if hasattr(self, "waiting"):
            tried = self.waiting.tries > 0
            return MessageState.TRYING if tried else MessageState.PLANNED
        handed = self.channel == Channel.BY_HAND and not hasattr(self, "hand_sending")
        return MessageState.BY_HAND if handed else MessageState.SENT


class Waiting(models.Model):
    """A message that a worker will try: when, how often it was, and which worker has it."""

    message = models.OneToOneField(
        Message, models.CASCADE, primary_key=True, related_name="waiting"
    )
    due_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    taken_by = models.CharField(max_length=40, blank=True)
    taken_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.message_id} {self.due_at:%Y-%m-%d %H:%M}"


class Attempt(models.Model):
    """One try to hand a message to its provider, and what came of it. Only added.

    ``provider_id`` is how the provider calls what it took. ``is_unsure`` where it may have
    taken it although no answer came.
    """

    message = models.ForeignKey(Message, models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    provider_id = models.CharField(max_length=200, blank=True, db_index=True)
    code = models.CharField(max_length=40, blank=True)
    error = models.CharField(max_length=300, blank=True)
    is_unsure = models.BooleanField(default=False)
    duration_ms = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["message", "number"], name="message_attempt_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} #{self.number}"


class DeliveryState(models.Model):
    """What the provider tells of a message, when it says that happened. Only added."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="states")
    state = models.CharField(max_length=10, choices=MessageState.choices)
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    code = models.CharField(max_length=40, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["message", "state"], name="state_told_once"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.state}"


class Failure(models.Model):
    """A message that was given up: when and why. Only added."""

    message = models.OneToOneField(Message, models.PROTECT, related_name="failure")
    at = models.DateTimeField()
    code = models.CharField(max_length=40)
    error = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.message_id} {self.code}"


class Cancellation(models.Model):
    """A message that was taken back before it went: by whom and why. Only added."""

    message = models.OneToOneField(Message, models.PROTECT, related_name="cancellation")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reason = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.message_id} {self.reason}"


class HandSending(models.Model):
    """Somebody says that they sent a message themselves. Only added."""

    message = models.OneToOneField(Message, models.PROTECT, related_name="hand_sending")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.message_id} {self.by}"
