"""Kinds of lines of a statement, and in which sum each counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from django.db import models
from django.utils.translation import gettext_lazy as _

from setia.closing.models import Award, Booking, CloseRun
from setia.core.days import first_of, last_of


class LineKind(models.TextChoices):
    """What a line tells."""

    AWARD = "award", _("Earned")
    REVISION = "revision", _("Changed by a revision")
    EARLIER = "earlier", _("Change of an earlier month")
    ADJUSTMENT = "adjustment", _("Granted or charged by hand")
    INSTEAD = "instead", _("Money instead of goods")
    RELEASE = "release", _("Released for payment")
    NETTING = "netting", _("Netted against too much paid before")
    PAYOUT = "payout", _("Paid out")
    PAYOUT_FAILED = "payout_failed", _("Payout came back")
    TAX = "tax", _("Tax withheld")
    TAX_RETURNED = "tax_returned", _("Tax no longer withheld")
    GOODS = "goods", _("Goods handed over")
    AS_MONEY = "as_money", _("Goods taken as money")
    SPENT = "spent", _("Points spent")
    GIVEN_BACK = "given_back", _("Points given back")
    EXPIRED = "expired", _("Points expired")
    OTHER = "other", _("Other")


class Section(models.TextChoices):
    """Which of the statement's sums a line is part of; the last one changes none."""

    EARNED = "earned", _("Earned this month")
    ADJUSTED = "adjusted", _("Changes and adjustments")
    PAID = "paid", _("Paid out, spent and withheld")
    MOVED = "moved", _("Became payable")


AWARD_EVENTS = frozenset(
    {
        "award_accrued",
        "award_trued_up",
        "award_trued_down",
        "award_clawed_back",
        "award_put_in_arrears",
    }
)
OTHER_EVENTS: Mapping[str, LineKind] = MappingProxyType(
    {
        "adjustment_granted": LineKind.ADJUSTMENT,
        "adjustment_charged": LineKind.ADJUSTMENT,
        "award_released": LineKind.RELEASE,
        "points_granted": LineKind.RELEASE,
        "arrears_netted": LineKind.NETTING,
        "points_netted": LineKind.NETTING,
        "payout_sent": LineKind.PAYOUT,
        "payout_failed": LineKind.PAYOUT_FAILED,
        "tax_withheld": LineKind.TAX,
        "tax_returned": LineKind.TAX_RETURNED,
        "goods_handed_over": LineKind.GOODS,
        "goods_as_money": LineKind.AS_MONEY,
        "money_for_goods": LineKind.INSTEAD,
        "points_spent": LineKind.SPENT,
        "points_given_back": LineKind.GIVEN_BACK,
        "points_expired": LineKind.EXPIRED,
    }
)
SECTIONS: Mapping[LineKind, Section] = MappingProxyType(
    {
        LineKind.AWARD: Section.EARNED,
        LineKind.REVISION: Section.ADJUSTED,
        LineKind.EARLIER: Section.ADJUSTED,
        LineKind.ADJUSTMENT: Section.ADJUSTED,
        LineKind.INSTEAD: Section.ADJUSTED,
        LineKind.RELEASE: Section.MOVED,
        LineKind.NETTING: Section.MOVED,
    }
)


def section_of(kind: LineKind) -> Section:
    """Return the sum that a kind of line is part of."""
    return SECTIONS.get(kind, Section.PAID)


def kind_of_event(event: str) -> LineKind:
    """Return the kind of line that a posting makes which is not an award's own."""
    return OTHER_EVENTS.get(event, LineKind.OTHER)


def kind_of_booking(home: date, run: CloseRun) -> LineKind:
    """Return what a change of an award is on the statement of its run's month."""
    if home < run.period.month:
        return LineKind.EARLIER
    return LineKind.REVISION if run.revision > 1 else LineKind.AWARD


def home_of(booking: Booking, award: Award, run: CloseRun) -> date:
    """Return the month that a change belongs to.

    Of an award that came to nothing the booking no longer knows its window, the award does.
    """
    ends = award.window_to
    if booking.final and ends is not None and ends <= last_of(run.period.month):
        return first_of(ends)
    return booking.home_month
