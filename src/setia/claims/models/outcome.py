"""What became of claims: each act with who, when and why. Only added."""

from __future__ import annotations

from django.db import models

from setia.claims.models.claim import Claim

ABOVE_ZERO = models.Q(amount_minor__gt=0)


class ClaimSent(models.Model):
    """A claim went out to the supplier, and to whom there."""

    claim = models.OneToOneField(Claim, models.PROTECT, related_name="sent")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    to = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.claim_id} {self.at:%Y-%m-%d}"


class ClaimAccepted(models.Model):
    """The supplier agreed to pay a claim, or a part of it."""

    claim = models.OneToOneField(Claim, models.PROTECT, related_name="accepted")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    amount_minor = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ABOVE_ZERO, name="claim_accepted_above_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.amount_minor}"


class ClaimDisputed(models.Model):
    """The supplier does not agree with a claim: how much of it, and why."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="disputes")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    amount_minor = models.BigIntegerField()
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=ABOVE_ZERO, name="claim_disputed_above_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.at:%Y-%m-%d}"


class ClaimReceipt(models.Model):
    """Money of the supplier for a claim: the bank's day and reference, each key once."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="receipts")
    day = models.DateField()
    amount_minor = models.BigIntegerField()
    reference = models.CharField(max_length=120, blank=True)
    key = models.CharField(max_length=200, unique=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=ABOVE_ZERO, name="claim_receipt_above_zero"),
        ]

    def __str__(self) -> str:
        return self.key


class ClaimWriteOff(models.Model):
    """An amount of a claim that will not be paid, and why."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="write_offs")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    amount_minor = models.BigIntegerField()
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=ABOVE_ZERO, name="claim_write_off_above_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.amount_minor}"


class ClaimWithdrawal(models.Model):
    """A claim that was taken back before it was sent, and why."""

    claim = models.OneToOneField(Claim, models.PROTECT, related_name="withdrawal")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reason = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.claim_id} {self.at:%Y-%m-%d}"
