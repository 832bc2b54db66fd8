"""A report in the reader's words: the answer in one sentence first, then why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from setia.backtests.report import CANNOT, UNSURE, Range, Report

Write = Callable[[int], str]
"""Writes whole minor units as an amount of money."""
Words = Mapping[str, str | Promise]

DESIGNS: Words = MappingProxyType(
    {
        "holdout": _("Parties drawn at random who were left out"),
        "territories": _("Territories that began at different times"),
        "matched": _("Similar parties who were not eligible"),
    }
)
DECLINED: Words = MappingProxyType(
    {
        "nobody_held_out": _("Nobody was drawn at random to be left out."),
        "everyone_eligible": _("Everyone who could be compared was eligible."),
        "not_by_territory": _(
            "Within one territory some were eligible and some were not, so territories cannot be compared."
        ),
        "too_few_territories": _(
            "At least three territories with the program and three without are needed."
        ),
        "whole_territories": _(
            "Whole territories took part, so those who did not live where other things happened."
        ),
        "nobody_had_it": _("Nobody who was eligible has sold anything."),
    }
)
REASONS: Words = MappingProxyType(
    {
        "not_over": _("no window of the program is over yet"),
        "programs_differ": _("the plans do not count the same sales"),
        "nobody_had_it": _("nobody who was eligible has sold anything"),
        "nobody_to_compare": _("there is nobody to compare with"),
        "everyone_eligible": _(
            "everyone was eligible from the same day, so nobody shows what would have happened anyway"
        ),
        "too_few_territories": _(
            "too few territories had the program, or too few were without it; three of each are needed"
        ),
        "too_few_parties": _(
            "too few parties can be compared; at least ten on each side are needed"
        ),
        "one_decides": _("one or two large parties would decide the result alone"),
        "too_short": _("the sales before the program do not reach back far enough"),
        "trends_differ": _(
            "those with the program and those without went different ways already before it began"
        ),
        "profit_or_loss": _("the figures allow a loss as well as a profit"),
        "costs_missing": _(
            "too many sales have no cost, so extra revenue cannot be turned into profit"
        ),
        "not_money": _(
            "the program gave no money, so its cost cannot be held against its margin"
        ),
    }
)
CAUTIONS: Words = MappingProxyType(
    {
        "near_before_less": _(
            "Just before it began they sold less than the others: some purchases waited for the program."
        ),
        "near_before_more": _(
            "Just before it began they sold more than the others: part of the effect may have begun before."
        ),
        "after_dip_less": _(
            "After it ended they sold less than the others: some purchases were only pulled forward."
        ),
        "after_dip_more": _(
            "After it ended they still sold more than the others: part of the effect lasted."
        ),
        "other_products_less": _(
            "Products outside the program sold less: part of the effect was taken from them."
        ),
        "other_products_more": _("Products outside the program sold more too."),
        "returned_later_less": _("Less than usual was returned afterwards."),
        "returned_later_more": _(
            "More was returned afterwards: part of the effect did not last."
        ),
        "few_mates": _(
            "Only a part of those with the program found somebody like them; the figures speak of that part."
        ),
        "self_selected": _(
            "Partners joined by themselves. Who joins may be who would have sold more anyway, and that is counted as an effect."
        ),
        "not_drawn": _(
            "Chance did not decide who took part. Whatever else happened to one side only is counted as an effect."
        ),
    }
)
ADVICE: Words = MappingProxyType(
    {
        "hold_out_next": _(
            "Draw one in ten of those eligible at random, and begin with them a little later."
        ),
        "stagger_next": _(
            "If nobody can be left out, let some territories begin a month later than the others."
        ),
        "run_longer": _("Let it run longer, or draw more who are left out."),
        "fill_costs": _("Enter what the products cost; then the profit can be told."),
    }
)
EFFECTS: Words = MappingProxyType(
    {
        "scope": _("Revenue of what the program was about"),
        "quantity": _("Pieces"),
        "margin": _("Margin"),
        "near": _("Just before it began"),
        "after": _("After it ended"),
        "other": _("Other products"),
        "returned": _("Returned afterwards"),
    }
)
SPANS: Words = MappingProxyType(
    {
        "before": _("before"),
        "near": _("just before"),
        "during": _("while it ran"),
        "after": _("afterwards"),
    }
)


def headline(report: Report, write: Write) -> str:
    """Say in one sentence what the program did, or that it cannot be told and why."""
    if report.verdict == CANNOT:
        why = REASONS[report.reasons[0]] if report.reasons else REASONS["nobody_to_compare"]
        return _now("Can't be told: %(why)s.") % {"why": why}
    if report.verdict == UNSURE and report.profit is not None:
        said = _now(
            "Can't be told whether it paid: between a loss of %(loss)s and a profit of %(profit)s."
        )
        return said % {
            "loss": write(-report.profit.low),
            "profit": write(report.profit.high),
        }
    return _effect(report.effects["scope"], report.compared_cost_minor, write)


def _effect(effect: Range, cost: int | None, write: Write) -> str:
    figures = {"low": write(effect.low), "high": write(effect.high)}
    if effect.low > 0:
        said = _now("Brought between %(low)s and %(high)s of extra revenue")
    elif effect.high < 0:
        said = _now("Took away revenue: between %(low)s and %(high)s")
        figures = {"low": write(-effect.high), "high": write(-effect.low)}
    else:
        said = _now("No effect on revenue can be seen: between %(low)s and %(high)s")
    told = said % figures
    if cost is None:
        return f"{told}."
    return _now("%(told)s, for a cost of %(cost)s.") % {"told": told, "cost": write(cost)}


def profit_in_words(report: Report, write: Write) -> str:
    """Say what is left of the margin after the cost; nothing where that is not known."""
    profit = report.profit
    if profit is None or report.verdict == CANNOT:
        return ""
    low, high = write(abs(profit.low)), write(abs(profit.high))
    if profit.low >= 0:
        return _now("A profit of between %(low)s and %(high)s.") % {
            "low": low,
            "high": high,
        }
    if profit.high <= 0:
        return _now("A loss of between %(low)s and %(high)s.") % {"low": high, "high": low}
    return _now("Between a loss of %(low)s and a profit of %(high)s.") % {
        "low": low,
        "high": high,
    }


def said(words: Words, codes: tuple[str, ...]) -> list[str]:
    """Return the sentences of codes."""
    return [str(words[code]) for code in codes]
