"""What one knows about a party when one cares: dates, family, likes, notes, consent."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from setia.people.models.party import Party


class DateKind(models.TextChoices):
    """A day worth remembering."""

    BIRTHDAY = "birthday", _("Birthday")
    WEDDING = "wedding", _("Wedding anniversary")
    SHOP = "shop", _("Shop anniversary")
    OTHER = "other", _("Other day")


class SpecialDate(models.Model):
    """A day of the year that matters to a party; the year where it is known."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="special_dates")
    kind = models.CharField(max_length=12, choices=DateKind.choices)
    label = models.CharField(max_length=80, blank=True)
    day = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["month", "day", "pk"]
        indexes = [models.Index(fields=["month", "day"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.day}/{self.month}"


class FamilyMember(models.Model):
    """Somebody of the party's family whom one should know by name."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="family")
    name = models.CharField(max_length=120)
    relation = models.CharField(max_length=60, blank=True)
    birth_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Like(models.Model):
    """A hobby, a taste, something that makes a good gift or a good talk."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="likes")
    text = models.CharField(max_length=160)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class Note(models.Model):
    """What somebody wrote down after a talk."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="notes")
    text = models.TextField(max_length=4_000)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.text[:60]


class ConsentChannel(models.TextChoices):
    """What a consent is about."""

    WHATSAPP = "whatsapp", _("WhatsApp")
    PHONE = "phone", _("Phone")
    TELEGRAM = "telegram", _("Telegram")
    EMAIL = "email", _("E-mail")
    DATA = "data", _("Keeping personal data")


class ConsentAct(models.TextChoices):
    """Given or taken back."""

    GIVEN = "given", _("Given")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Consent(models.Model):
    """A consent given or taken back: its words, when, and where it was given. Only added."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="consents")
    channel = models.CharField(max_length=12, choices=ConsentChannel.choices)
    act = models.CharField(max_length=12, choices=ConsentAct.choices)
    text = models.TextField(max_length=2_000)
    source = models.CharField(max_length=120)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.channel} {self.act}"
