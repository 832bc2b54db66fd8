"""Payments of orders."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from setia.sales.models.arrival import Arrival


class PaymentMethod(models.TextChoices):
    """How an order is paid."""

    CASH = "cash", _("Cash")
    CARD = "card", _("Card")
    TRANSFER = "transfer", _("Transfer")
    TEMPO = "tempo", _("On credit (tempo)")


class Payment(models.Model):
    """Money for an order: how much, how and when.

    A transfer counts once it was checked; tempo is a promise and never counts as paid.
    """

    order_id = models.CharField(max_length=64, db_index=True)
    method = models.CharField(max_length=10, choices=PaymentMethod.choices)
    paid_at = models.DateTimeField()
    amount_minor = models.BigIntegerField()
    due_on = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=120, blank=True)
    recorded_at = models.DateTimeField()
    arrival = models.ForeignKey(Arrival, models.PROTECT, related_name="payments")

    class Meta:
        ordering = ["paid_at", "pk"]
        indexes = [models.Index(fields=["method", "paid_at"])]

    def __str__(self) -> str:
        return f"{self.order_id} {self.method}"


class PaymentCheck(models.Model):
    """Somebody saw the money of a transfer on the account."""

    payment = models.OneToOneField(Payment, models.PROTECT, related_name="check_record")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    note = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.payment_id} {self.at:%Y-%m-%d}"


class PaymentVoid(models.Model):
    """A payment that does not hold: typed in error, or bounced."""

    payment = models.OneToOneField(Payment, models.PROTECT, related_name="void")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reason = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.payment_id} {self.at:%Y-%m-%d}"
