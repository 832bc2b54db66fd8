"""Messages for endpoints, and what became of each."""

from __future__ import annotations

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from setia.webhooks.models.endpoint import Endpoint


class DeliveryState(models.TextChoices):
    """What became of a delivery, as its records tell."""

    WAITING = "waiting", _("waiting")
    DELIVERED = "delivered", _("delivered")
    CLOSED = "closed", _("webhook closed")
    GIVEN_UP = "given_up", _("given up")


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Deliveries."""

    def with_state(self) -> DeliveryQuerySet:
        """Add ``state`` to each, worked out from attempts, what waits, and closures."""
        return self.annotate(state=_state())

    def in_state(self, state: str) -> DeliveryQuerySet:
        """Return those of one state, with it."""
        return self.annotate(state=_state()).filter(state=state)


def _state() -> Case:
    attempts = Attempt.objects.filter(delivery=OuterRef("pk"))
    taken = attempts.filter(status__gte=200, status__lt=300)
    standing = Q(endpoint__closure=None)
    return Case(
        When(standing & Q(waiting__isnull=False), then=Value(DeliveryState.WAITING)),
        When(Exists(taken), then=Value(DeliveryState.DELIVERED)),
        When(~standing, then=Value(DeliveryState.CLOSED)),
        default=Value(DeliveryState.GIVEN_UP),
        output_field=models.CharField(),
    )


class Delivery(models.Model):
    """One entry of the trail for one endpoint, as the text that is sent.

    ``message_id`` and ``body`` stay the same however often it is sent, so that a receiver
    knows a message that it has seen.
    """

    endpoint = models.ForeignKey(Endpoint, models.PROTECT, related_name="deliveries")
    number = models.BigIntegerField()
    message_id = models.CharField(max_length=40, unique=True)
    type = models.CharField(max_length=60)
    body = models.TextField()
    created_at = models.DateTimeField()

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["endpoint", "number"], name="delivery_once"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.type}"


class Waiting(models.Model):
    """A delivery that is still to be attempted, and when.

    ``tries`` counts attempts since it was planned or asked for again. Who attempts it
    writes a word of its own into ``taken_by``; from ``taken_until`` on it is free again.
    """

    delivery = models.OneToOneField(
        Delivery, models.CASCADE, primary_key=True, related_name="waiting"
    )
    due_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    taken_by = models.CharField(max_length=40, blank=True)
    taken_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.delivery_id} {self.due_at:%Y-%m-%d %H:%M:%S}"


class Attempt(models.Model):
    """One time that a delivery was sent: the receiver's answer, or why there is none.

    The table refuses update and delete.
    """

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="attempts")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    error = models.CharField(max_length=300, blank=True)
    duration_ms = models.PositiveIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "number"], name="attempt_once"),
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id} {self.number}"

    @property
    def arrived(self) -> bool:
        """Tell whether the receiver took it."""
        return self.status is not None and 200 <= self.status < 300
