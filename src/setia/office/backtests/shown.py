"""A report for its page: sentences, rows and the chart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from setia.backtests.models import Backtest
from setia.backtests.report import CANNOT, TOLD, Range, Report, Step
from setia.backtests.study.alike import DOUBT, DOUBT_OF_MATES, DOUBT_WHEN_DRAWN
from setia.backtests.words import (
    ADVICE,
    CAUTIONS,
    DECLINED,
    DESIGNS,
    EFFECTS,
    SPANS,
    headline,
    profit_in_words,
    said,
)
from setia.ui.charts import Chart, Line, Lines, Mark, Spot
from setia.ui.figures import rupiah_in_short, written

PIECES = "quantity"


@dataclass(frozen=True)
class Row:
    """One effect as it is read: the best guess and the ends of its interval."""

    name: str
    best: str
    low: str
    high: str
    percent: str = ""
    sure: bool = False


def shown_report(kept: Backtest) -> dict[str, Any]:
    """Return everything that the page says about one report."""
    report = kept.read
    told = report.verdict == TOLD
    return {
        "report": report,
        "kept": kept,
        "told": told,
        "cannot": report.verdict == CANNOT,
        "headline": headline(report, rupiah_in_short),
        # Where it cannot be told whether it paid, the headline has said so already.
        "profit": profit_in_words(report, rupiah_in_short) if told else "",
        "start": date.fromisoformat(report.start),
        "end": date.fromisoformat(report.end),
        "design": DESIGNS[report.design] if report.design else "",
        "declined": [(DESIGNS[one], DECLINED[code]) for one, code in report.declined],
        "rows": _rows(report),
        "path": [_step(one) for one in report.path],
        "chart": _chart(report),
        "sides": _sides(report),
        "checks": _checks(report),
        "cautions": said(CAUTIONS, report.cautions),
        "advice": said(ADVICE, report.advice),
        **_per_extra(report),
    }


def _rows(report: Report) -> list[Row]:
    rows = [_row(str(EFFECTS[name]), one, name) for name, one in report.effects.items()]
    if report.profit is not None:
        rows.append(_row(_("Profit after cost"), report.profit, "profit"))
    return rows


def _row(name: str, found: Range, kind: str) -> Row:
    best, low, high = (_amount(one, kind) for one in (found.best, found.low, found.high))
    percent = ""
    if found.percent is not None:
        percent = f"{written(round(Decimal(found.percent).scaleb(-2), 1))}%"
    return Row(name, best, low, high, percent, found.leaves_zero_out)


def _amount(value: int, kind: str) -> str:
    """Write an estimate to three digits: more would pretend to know more."""
    if kind == PIECES:
        return written(Decimal(round(Decimal(value).scaleb(-2))))
    return rupiah_in_short(value)


def _step(one: Step) -> dict[str, Any]:
    days = {"start": date.fromisoformat(one.start), "end": date.fromisoformat(one.end)}
    row = None if one.effect is None else _row("", one.effect, "scope")
    return {**days, "span": SPANS[one.span], "during": one.span == "during", "row": row}


def _chart(report: Report) -> Chart | None:
    spots = tuple(
        Spot(
            date.fromisoformat(one.start), one.effect.best, one.effect.low, one.effect.high
        )
        for one in report.path
        if one.effect is not None
    )
    if not spots:
        return None
    text = _("Effect on revenue over time, with the interval that holds it")
    marks = (
        Mark(date.fromisoformat(report.start), _("begins")),
        Mark(date.fromisoformat(report.end), _("ends")),
    )
    return Lines(text, (Line(_("Effect"), spots),), marks)


def _sides(report: Report) -> list[dict[str, Any]]:
    found = ((_("With the program"), report.ours), (_("Without it"), report.others))
    return [{"name": name, "side": side} for name, side in found if side is not None]


def _checks(report: Report) -> list[tuple[str, str, bool]]:
    found = report.checks
    if found is None:
        return []
    doubt = DOUBT_WHEN_DRAWN if report.design == "holdout" else DOUBT
    asked = [
        (_("They grew alike"), found.slope, doubt),
        (_("Their seasons were alike"), found.blocks, doubt),
        (_("A program that never was has no effect"), found.placebo, doubt),
    ]
    if found.since is not None:
        asked.append(
            (_("Both kept step since they were paired"), found.since, DOUBT_OF_MATES)
        )
    return [
        (name, written(Decimal(p).scaleb(-4)), p >= limit * 10_000)
        for name, p, limit in asked
    ]


def _per_extra(report: Report) -> dict[str, str]:
    found = report.per_extra
    if found is None:
        return {"per_extra": "", "per_extra_range": ""}
    best, low, high = (
        f"Rp{written(round(Decimal(one).scaleb(-4), 2))}"
        for one in (found.best, found.low, found.high)
    )
    between = _("%(low)s to %(high)s") % {"low": low, "high": high}
    return {"per_extra": best, "per_extra_range": between}
