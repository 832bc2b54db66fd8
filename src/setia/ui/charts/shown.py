"""What the style page shows of charts: one of each kind, about nothing."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from setia.ui.charts.kinds import (
    Bar,
    Bars,
    Chart,
    Column,
    Columns,
    Dot,
    Dots,
    Line,
    Lines,
    Mark,
    Spot,
)


def shown_charts() -> tuple[Chart, ...]:
    """Return one chart of each kind."""
    bars = (
        Bar(_("A link to its page"), 25_000_000_00, before=40_000_000_00, href="/style/"),
        Bar(_("Below zero"), -5_000_000_00, before=2_500_000_00),
        Bar(_("With a range"), 9_500_000_00, 8_000_000_00, 12_500_000_00),
    )
    columns = tuple(
        Column(place * 1_000_000_00, (place + 1) * 1_000_000_00, count)
        for place, count in enumerate((1, 3, 8, 14, 19, 15, 9, 4, 2), 4)
    )
    marks = (Mark(8_500_000_00, _("Middle")), Mark(12_000_000_00, _("19 of 20")))
    return (
        Bars(_("Three bars"), bars, now_name=_("After"), before_name=_("Before")),
        Columns(_("How often which figure came out"), columns, marks),
        _shown_lines(),
        Dots(
            _("Things by two figures"),
            tuple(
                Dot(f"{n}", n * 1_000, n * n % 17 * 100_000_00, "/style/")
                for n in range(1, 17)
            ),
            across_name=_("Quantity"),
            up_name=_("Revenue"),
            across_unit="quantity",
        ),
    )


def _shown_lines() -> Lines:
    revenue = tuple(
        Spot(date(2026, m, 1), m * 100_000_00, m * 90_000_00, m * 120_000_00)
        for m in range(1, 13)
    )
    steady = tuple(Spot(date(2026, m, 1), 500_000_00) for m in range(1, 13))
    return Lines(
        _("Two lines, one of them with its interval"),
        (Line(_("Revenue"), revenue), Line(_("Before"), steady)),
        (Mark(date(2026, 6, 1), _("Middle")),),
    )
