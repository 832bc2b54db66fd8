"""What came of a visit."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from setia.catalog.models import Product
from setia.core.actor import Actor
from setia.people.models import Party
from setia.visits.models.planned import Visit


class Shared(models.TextChoices):
    """Whether they told about their stock and prices."""

    NOT_ASKED = "not_asked", _("We did not ask")
    TOLD = "told", _("They told us")
    WITHHELD = "withheld", _("They did not want to tell")


class CheckInQuerySet(models.QuerySet["CheckIn"]):
    """Visits made, narrowed to whose an actor may see."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep the visits to those whom an actor may see."""
        return self.filter(party__in=Party.objects.visible_to(actor))


class CheckIn(models.Model):
    """Somebody was there: when and where, and whether they asked for something. Only added.

    ``at`` is when it happened, ``recorded_at`` when we came to know: one typed without a
    network is sent later, under the same ``key``, and counts once. Nothing about the place
    blocks; ``distance_m`` is how far from the known place it was. ``by_request`` tells that
    we wanted something from them; without it the visit was made for its own sake.
    """

    key = models.CharField(max_length=80, unique=True)
    party = models.ForeignKey(Party, models.PROTECT, related_name="check_ins")
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, related_name="check_ins")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="check_ins"
    )
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    accuracy_m = models.PositiveIntegerField(null=True)
    distance_m = models.PositiveIntegerField(null=True)
    by_request = models.BooleanField()
    shared = models.CharField(max_length=10, choices=Shared.choices)
    note = models.CharField(max_length=1000, blank=True)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["party", "at"])]

    def __str__(self) -> str:
        return f"{self.party_id} {self.at:%Y-%m-%d}"


class SeenKind(models.TextChoices):
    """What is worth writing down at a visit."""

    STOCK = "stock", _("Stock on the shelf")
    PRICE = "price", _("Price on the shelf")
    COMPLAINT = "complaint", _("Complaint")
    ORDER = "order", _("Wants to order")
    PHOTO = "photo", _("Photo")


class Seen(models.Model):
    """One thing seen or heard at a visit. Only added.

    What was counted on a shelf and what it cost there the room of the market knows too, under
    the key ``seen`` with the number of this row. A photo is a name in the folder of proofs.
    """

    check_in = models.ForeignKey(CheckIn, models.PROTECT, related_name="seen")
    kind = models.CharField(max_length=10, choices=SeenKind.choices)
    product = models.ForeignKey(Product, models.PROTECT, null=True, related_name="+")
    quantity_milli = models.BigIntegerField(null=True)
    price_minor = models.BigIntegerField(null=True)
    text = models.CharField(max_length=1000, blank=True)
    photo = models.CharField(max_length=80, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.text}"


class SkipReason(models.TextChoices):
    """Why a planned visit was not made; the first two are theirs, the others ours."""

    ABSENT = "absent", _("Nobody was there as agreed")
    REFUSED = "refused", _("They did not want a visit")
    NO_TIME = "no_time", _("We ran out of time")
    WAY = "way", _("The way was closed or too long")
    OTHER = "other", _("Another reason")


class Skipping(models.Model):
    """A planned visit that was not made, and why. Only added."""

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="skipping")
    reason = models.CharField(max_length=10, choices=SkipReason.choices)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.visit_id} {self.reason}"
