"""How and where a party is reached."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from setia.people.models.party import Party


class ContactKind(models.TextChoices):
    """A way to reach somebody."""

    WHATSAPP = "whatsapp", _("WhatsApp")
    PHONE = "phone", _("Phone")
    TELEGRAM = "telegram", _("Telegram")
    EMAIL = "email", _("E-mail")


class Contact(models.Model):
    """One number or address, as it was typed and in its one normal form.

    ``normal`` is E.164 for phones (+62812…), lower case for the rest; equal normal forms
    of two parties suggest a duplicate.
    """

    party = models.ForeignKey(Party, models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=12, choices=ContactKind.choices)
    value = models.CharField(max_length=254)
    normal = models.CharField(max_length=254)
    label = models.CharField(max_length=60, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["normal"])]
        constraints = [
            models.UniqueConstraint(
                fields=["party", "kind", "normal"], name="contact_once"
            ),
        ]

    def __str__(self) -> str:
        return self.value


class Address(models.Model):
    """A place: home, shop or store room."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="addresses")
    label = models.CharField(max_length=60, blank=True)
    street = models.CharField(max_length=240, blank=True)
    city = models.CharField(max_length=80, blank=True)
    province = models.CharField(max_length=80, blank=True)
    postal_code = models.CharField(max_length=10, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["city"])]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.street, self.city, self.province) if part)
