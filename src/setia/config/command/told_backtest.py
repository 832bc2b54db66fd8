"""A backtest on the screen: the answer, what it rests on, and what to do next time."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from rich.console import RenderableType
from rich.table import Table

from setia.backtests.report import CANNOT, Range, Report
from setia.backtests.words import (
    ADVICE,
    CAUTIONS,
    DECLINED,
    DESIGNS,
    EFFECTS,
    SPANS,
    Write,
    headline,
    profit_in_words,
    said,
)
from setia.ui.figures import written


def tell_backtest(report: Report, write: Write) -> Iterator[RenderableType]:
    """Lay a report out for a terminal."""
    yield f"[bold]{headline(report, write)}[/bold]"
    if profit := profit_in_words(report, write):
        yield profit
    yield f"{report.program}, {report.start} – {report.end}"
    yield from _compared(report, write)
    if report.effects:
        yield _effects(report, write)
    yield from _costs(report, write)
    yield from _checks(report)
    yield from said(CAUTIONS, report.cautions)
    yield from said(ADVICE, report.advice)
    if report.path and report.verdict != CANNOT:
        yield _path(report, write)


def _compared(report: Report, write: Write) -> Iterator[str]:
    for design, code in report.declined:
        yield f"– {DESIGNS[design]}: {DECLINED[code]}"
    if report.design is not None:
        yield f"✓ {DESIGNS[report.design]}"
    for name, side in (
        (_("with the program"), report.ours),
        (_("without it"), report.others),
    ):
        if side is not None:
            yield _(
                "%(parties)s parties %(name)s sold %(before)s before, %(during)s during."
            ) % {
                "parties": written(Decimal(side.parties)),
                "name": name,
                "before": write(side.before_minor),
                "during": write(side.during_minor),
            }
    if report.left_out:
        yield _("%(left_out)s parties could not be compared.") % {
            "left_out": written(Decimal(report.left_out))
        }


def _effects(report: Report, write: Write) -> Table:
    table = Table(_("Effect"), box=None)
    for name in (_("best guess"), _("from"), _("to"), "%"):
        table.add_column(name, justify="right")
    for name, found in report.effects.items():
        percent = (
            "" if found.percent is None else written(Decimal(found.percent).scaleb(-2))
        )
        table.add_row(str(EFFECTS[name]), *_range(found, write), percent)
    if report.profit is not None:
        table.add_row(_("Profit after cost"), *_range(report.profit, write), "")
    return table


def _range(found: Range, write: Write) -> tuple[str, str, str]:
    return write(found.best), write(found.low), write(found.high)


def _costs(report: Report, write: Write) -> Iterator[str]:
    if report.cost_minor is None:
        return
    yield _("Cost in all: %(cost)s") % {"cost": write(report.cost_minor)}
    if report.compared_cost_minor is not None:
        yield _("Cost for those compared: %(cost)s") % {
            "cost": write(report.compared_cost_minor)
        }
    if report.per_extra is not None:
        best, low, high = (
            written(Decimal(one).scaleb(-4))
            for one in (report.per_extra.best, report.per_extra.low, report.per_extra.high)
        )
        yield _("Cost for each extra 1 of revenue: %(best)s (%(low)s to %(high)s)") % {
            "best": best,
            "low": low,
            "high": high,
        }


def _checks(report: Report) -> Iterator[str]:
    found = report.checks
    if found is not None:
        yield _(
            "Alike before: trend %(slope)s, quarters %(blocks)s, pretended program %(placebo)s "
            "(below 0.05 speaks against it)"
        ) % {
            "slope": written(Decimal(found.slope).scaleb(-4)),
            "blocks": written(Decimal(found.blocks).scaleb(-4)),
            "placebo": written(Decimal(found.placebo).scaleb(-4)),
        }


def _path(report: Report, write: Write) -> Table:
    table = Table(_("From"), _("To"), _("Time"), box=None)
    for name in (_("best guess"), _("from"), _("to")):
        table.add_column(name, justify="right")
    for step in report.path:
        cells = ("–", "–", "–") if step.effect is None else _range(step.effect, write)
        table.add_row(step.start, step.end, str(SPANS[step.span]), *cells)
    return table
