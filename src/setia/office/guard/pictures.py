"""Pictures of a guard's report: where the cost may fall, and what products leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from django.utils.translation import gettext as _

from setia.ui.charts import Bar, Bars, Column, Columns, Line, Lines, Mark, Spot
from setia.ui.figures import rupiah_in_short

MOST_BARS = 8
BINS = 12


class Left(Protocol):
    """What a picture asks of a product."""

    @property
    def name(self) -> str: ...
    @property
    def href(self) -> str: ...
    @property
    def margin(self) -> int | None: ...
    @property
    def cost(self) -> int: ...
    @property
    def after(self) -> int | None: ...


def cost_picture(figures: Mapping[str, Any]) -> Columns | None:
    """Draw how often which cost came out; nothing where all came out alike."""
    costs = figures["costs"]
    drawn: list[int] = costs["samples"]
    low, high = min(drawn), max(drawn)
    if low == high:
        return None
    width = -(-(high - low) // BINS)
    columns = tuple(
        Column(
            low + place * width,
            low + (place + 1) * width,
            sum(1 for one in drawn if _place(one, low, width) == place),
        )
        for place in range(BINS)
    )
    text = _(
        "%(count)s trials cost between %(low)s and %(high)s, half of them up to %(middle)s."
    )
    told = text % {
        "count": len(drawn),
        "low": rupiah_in_short(low),
        "high": rupiah_in_short(high),
        "middle": rupiah_in_short(costs["p50"]),
    }
    marks = (Mark(costs["p50"], _("half")), Mark(costs["p95"], _("95 of 100")))
    return Columns(told, columns, marks)


def margin_picture(rows: Sequence[Left]) -> Bars | None:
    """Draw what the dearest products leave, before and after the program."""
    known = [one for one in rows if one.margin is not None and one.cost]
    known.sort(key=lambda one: (-one.cost, one.name))
    if not known:
        return None
    bars = tuple(
        Bar(one.name, one.after or 0, before=one.margin, href=one.href)
        for one in known[:MOST_BARS]
    )
    return Bars(
        _("Margin of the products on which the program pays most, before and after."),
        bars,
        now_name=_("margin after all programs"),
        before_name=_("margin before"),
    )


def window_picture(figures: Mapping[str, Any]) -> Lines | None:
    """Draw what each window would have cost, where there are a few."""
    windows = figures["windows"]
    if not 3 <= len(windows) <= 400:
        return None
    spots = tuple(Spot(date.fromisoformat(one["start"]), one["cost"]) for one in windows)
    text = _("What each window would have cost, on sales as they were.")
    return Lines(text, (Line(_("Costs"), spots),))


def _place(value: int, low: int, width: int) -> int:
    return min((value - low) // width, BINS - 1)
