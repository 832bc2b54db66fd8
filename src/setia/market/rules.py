"""The rules of the market in force, and how they change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.db import transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Problem, Refused
from setia.core.record_event import record_event
from setia.market.events import MARKET_RULES_CHANGED
from setia.market.models import MarketRules

LIMITS: Mapping[str, tuple[int, int]] = {
    "under_list": (0, 9_000),
    "swing": (100, 10_000),
    "net_gap": (100, 9_000),
    "still_weeks": (1, 104),
    "window_days": (14, 366),
}


@dataclass(frozen=True)
class Rules:
    """From when on something is told; shares in ten-thousandths."""

    under_list: int = 1_000
    swing: int = 1_500
    net_gap: int = 1_000
    still_weeks: int = 8
    window_days: int = 90


def rules_in_force() -> Rules:
    """Return the last rules that somebody set; the shipped ones where nobody did."""
    row = MarketRules.objects.last()
    return Rules() if row is None else Rules(**{one: getattr(row, one) for one in LIMITS})


def change_rules(rules: Rules, by: Actor) -> MarketRules:
    """Set other rules from now on.

    Raises:
        NotPermitted: The actor may not change the rules of the business.
        Refused: A figure lies outside its limits.
    """
    by.must("conflict.rules")
    given = asdict(rules)
    problems = [
        Problem("market.rule_limits", name, {"least": least, "most": most})
        for name, (least, most) in LIMITS.items()
        if not least <= given[name] <= most
    ]
    if problems:
        raise Refused(problems)
    before = asdict(rules_in_force())
    with transaction.atomic():
        row = MarketRules.objects.create(**given, at=now(), by=by.name)
        about = ("market_rules", row.pk)
        record_event(MARKET_RULES_CHANGED, by, about, before=before, after=given)
    return row
