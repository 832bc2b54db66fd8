"""Two records that were one person."""

from __future__ import annotations

from django.db import models

from setia.people.models.party import Party


class Merge(models.Model):
    """A party that turned out to be another: who said so, when and why.

    The merged party stays with its rows; whatever reads follows ``kept``. One party can be
    merged only once, whoever tries.
    """

    gone = models.OneToOneField(Party, models.PROTECT, related_name="merge")
    kept = models.ForeignKey(Party, models.PROTECT, related_name="absorbed")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reason = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.gone_id} → {self.kept_id}"


class Alias(models.Model):
    """An old id under which a party is still found."""

    code = models.CharField(max_length=64, unique=True)
    party = models.ForeignKey(Party, models.PROTECT, related_name="aliases")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.code


class NotDuplicate(models.Model):
    """Two parties that look alike and, as somebody decided, are two."""

    one = models.ForeignKey(Party, models.PROTECT, related_name="+")
    other = models.ForeignKey(Party, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="decided_once"),
            models.CheckConstraint(
                condition=models.Q(one__lt=models.F("other")), name="one_before_other"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} ≠ {self.other_id}"
