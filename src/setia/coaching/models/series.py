"""What is in the calendar: series by a rule, their revisions, and dates that differ."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Max
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from setia.people.models import Party
from setia.people.models.party import PartyRole


class SeriesKind(models.TextChoices):
    """What happens at a date of the calendar."""

    TARGETS = "targets", _("Targets")
    CONTEST = "contest", _("Contest")
    TESTIMONIALS = "testimonials", _("Swap testimonials")
    SHARING = "sharing", _("A reseller shares")
    CHARITY = "charity", _("Charity")
    EVALUATION = "evaluation", _("Evaluation")
    GREETING = "greeting", _("Greeting")
    LIVE = "live", _("Live session")
    LESSON = "lesson", _("Channel lesson")
    MEETUP = "meetup", _("Meet-up")
    GATHERING = "gathering", _("Yearly gathering")
    OTHER = "other", _("Something else")


class SeriesQuerySet(models.QuerySet["Series"]):
    """Series, with the revisions and exceptions that their dates come from."""

    def with_records(self) -> Self:
        """Fetch what their dates are told from, in the same number of queries for any."""
        return self.prefetch_related("revisions__leader", "exceptions")


class Series(models.Model):
    """Something that comes again by a rule; what it is stands in its revisions.

    ``uid`` is its name in the calendars of others, for good.
    """

    uid = models.CharField(max_length=36, unique=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.uid

    @property
    def current(self) -> SeriesRevision:
        """Return what was last decided about it."""
        return max(self.revisions.all(), key=lambda one: one.number)


class SeriesRevision(models.Model):
    """What a series is from a day on: its words, its rule, its time, whom it is for.

    Earlier days keep what was decided before. ``starts`` is the time on the wall in
    ``time_zone``, whatever the offset of the day. Empty ``role``, ``category`` and
    ``territory`` mean everybody. Only added.
    """

    series = models.ForeignKey(Series, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    title_id = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=14, choices=SeriesKind.choices)
    rule = models.CharField(max_length=200)
    from_date = models.DateField()
    until_date = models.DateField(null=True)
    starts = models.TimeField()
    minutes = models.PositiveIntegerField()
    time_zone = models.CharField(max_length=60)
    role = models.CharField(max_length=16, choices=PartyRole.choices, blank=True)
    category = models.CharField(max_length=60, blank=True)
    territory = models.CharField(max_length=80, blank=True)
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    place = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["series", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "number"], name="series_revision_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title_id} #{self.number}"

    @property
    def title(self) -> str:
        """Return its title in the reader's language, else in Indonesian."""
        return (self.title_en if get_language() == "en" else "") or self.title_id

    @property
    def is_end(self) -> bool:
        """Tell whether from here on nothing takes place any more."""
        return self.until_date is not None and self.until_date < self.from_date

    @property
    def link(self) -> str:
        """Return the place where it is an address of the web."""
        return self.place if self.place.startswith(("https://", "http://")) else ""

    def is_for(self, party: Party, roles: frozenset[str]) -> bool:
        """Tell whether a party with these roles is meant."""
        return (
            self.role in {"", *roles}
            and self.category in {"", party.category}
            and self.territory in {"", party.territory}
        )


class ExceptionKind(models.TextChoices):
    """What differs on one date."""

    DROPPED = "dropped", _("does not take place")
    MOVED = "moved", _("moved")
    RESTORED = "restored", _("as the rule says")


class SeriesException(models.Model):
    """One date of a series that was dropped, moved or put back, and why.

    ``on`` is the date by the rule, which names the occurrence for good. Of several for one
    date the last one counts. Only added.
    """

    series = models.ForeignKey(Series, models.PROTECT, related_name="exceptions")
    on = models.DateField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=ExceptionKind.choices)
    moved_to = models.DateField(null=True)
    starts = models.TimeField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["series", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "number"], name="series_exception_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.on} {self.kind}"


def next_number(
    rows: models.QuerySet[SeriesRevision] | models.QuerySet[SeriesException],
) -> int:
    """Return the number after the last one."""
    last: int | None = rows.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
