"""Awards as they are booked, and every change of them."""

from __future__ import annotations

from django.db import models

from setia.closing.models.period import CloseRun
from setia.people.models import Party
from setia.programs.models import Program, ProgramVersion


class Award(models.Model):
    """What a party was awarded in a window of a program, as far as it is booked.

    Amounts in hundredths of the unit. ``booked_minor`` is always waiting plus released less
    arrears, and each of the three is the sum of the ledger's entries about this award: a
    guard holds them together. ``payee`` is whom it is paid to, mostly the party itself.
    ``home_month`` is the month in which its window ended, empty while it runs.
    """

    program = models.ForeignKey(Program, models.PROTECT, related_name="awards")
    version = models.ForeignKey(ProgramVersion, models.PROTECT, related_name="awards")
    window_from = models.DateField()
    window_to = models.DateField(null=True)
    order_id = models.CharField(max_length=64, blank=True)
    party = models.ForeignKey(Party, models.PROTECT, related_name="awards")
    payee = models.ForeignKey(Party, models.PROTECT, related_name="awards_received")
    unit = models.CharField(max_length=10)
    booked_minor = models.BigIntegerField()
    waiting_minor = models.BigIntegerField()
    released_minor = models.BigIntegerField()
    arrears_minor = models.BigIntegerField()
    final = models.BooleanField()
    home_month = models.DateField(null=True)
    due_on = models.DateField(null=True)
    last_run = models.ForeignKey(CloseRun, models.PROTECT, related_name="awards")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "window_from", "order_id", "party"], name="award_once"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    booked_minor=models.F("waiting_minor")
                    + models.F("released_minor")
                    - models.F("arrears_minor")
                ),
                name="award_adds_up",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    waiting_minor__gte=0, released_minor__gte=0, arrears_minor__gte=0
                ),
                name="award_parts_not_below_zero",
            ),
        ]
        indexes = [
            models.Index(fields=["payee", "home_month"]),
            models.Index(fields=["home_month"]),
            models.Index(
                fields=["last_run"],
                name="award_waiting",
                condition=models.Q(waiting_minor__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.program_id} {self.window_from} {self.party_id}"


class Booking(models.Model):
    """One change of an award in a run: by how much, to which total, at which version.

    ``home_month`` is the month that the change belongs to; where it is another than that of
    the run's period, the booking is a prior-period adjustment. Only added.
    """

    award = models.ForeignKey(
        Award, models.DO_NOTHING, related_name="bookings", db_constraint=False
    )
    run = models.ForeignKey(
        CloseRun, models.DO_NOTHING, related_name="bookings", db_constraint=False
    )
    version = models.ForeignKey(
        ProgramVersion, models.DO_NOTHING, related_name="+", db_constraint=False
    )
    delta_minor = models.BigIntegerField()
    total_minor = models.BigIntegerField()
    final = models.BooleanField()
    home_month = models.DateField()
    measure = models.CharField(max_length=48, blank=True)
    tier = models.IntegerField(null=True)
    place = models.IntegerField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["award", "run"], name="booking_once"),
        ]

    def __str__(self) -> str:
        return f"{self.award_id} {self.run_id}"


class AwardFunding(models.Model):
    """The part of an award that a supplier bears, as far as it is booked."""

    award = models.ForeignKey(
        Award, models.DO_NOTHING, related_name="funding", db_constraint=False
    )
    supplier = models.ForeignKey(Party, models.PROTECT, related_name="funds")
    booked_minor = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["award", "supplier"], name="funding_once"),
        ]

    def __str__(self) -> str:
        return f"{self.award_id} {self.supplier_id}"
