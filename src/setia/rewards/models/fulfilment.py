"""How a chosen reward came to whoever chose it, and the proof."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from setia.payouts.models import Handover
from setia.rewards.models.choice import Choice


class How(models.TextChoices):
    """On which way a reward goes out."""

    COURIER = "courier", _("By courier")
    VISIT = "visit", _("With our salesperson")
    PICKUP = "pickup", _("Picked up at our place")
    DIGITAL = "digital", _("By message")
    BOOKED = "booked", _("Booked for them")


class Fulfilment(models.Model):
    """A chosen reward went out: when, how, under which number. Only added.

    ``reference`` is a tracking number or a booking; of a card only its last digits, since
    the whole number is as good as the card.
    """

    choice = models.OneToOneField(Choice, models.PROTECT, related_name="fulfilment")
    sent_on = models.DateField()
    how = models.CharField(max_length=8, choices=How.choices)
    reference = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.choice_id} {self.sent_on}"


class ProofWay(models.TextChoices):
    """What proves that somebody has their reward."""

    PHOTO = "photo", _("Photo")
    SIGNATURE = "signature", _("Name and words of who received it")
    PARTNER = "partner", _("The partner's own word")


class HandoverProof(models.Model):
    """A chosen reward is with whoever chose it, with its proof. Only added.

    ``photo`` is the name of a picture in the folder of proofs, ``digest`` its SHA-256, so
    that another picture in its place is noticed. ``handover`` is the piece taken off the
    award; none where points were spent.
    """

    choice = models.OneToOneField(Choice, models.PROTECT, related_name="proof")
    handover = models.OneToOneField(
        Handover, models.PROTECT, null=True, related_name="proof"
    )
    way = models.CharField(max_length=10, choices=ProofWay.choices)
    day = models.DateField()
    received_by = models.CharField(max_length=150, blank=True)
    words = models.CharField(max_length=300, blank=True)
    photo = models.CharField(max_length=60, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    by_key = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(way="photo") | ~models.Q(photo=""),
                name="photo_is_there",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.choice_id} {self.day}"
