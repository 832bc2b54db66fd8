"""In what a number of a plan is counted: rupiah, pieces, percent, days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from setia.programs.form.shapes import Line

MEASURED = {"Tier.from", "Place.at_least", "Race.reach", "Step.every"}
"""Fields that are told in what the plan measures."""
GIVEN = {
    *("RateReward.min_per_unit", "PerUnitReward.per_unit:plain", "FlatReward.flat"),
    *("Step.give", "Tier.per_unit:plain", "Tier.flat", "Place.flat", "Race.flat"),
    *("AmountTable.values:value", "AmountTable.otherwise", "Caps.per_party", "Caps.budget"),
    "Rounding.to",
}
"""Fields that are told in what the plan gives."""
UNITS: dict[str, str | Promise] = {
    "quantity": _("pcs"),
    "revenue": "Rp",
    "margin": "Rp",
    "orders": _("orders"),
    "buyers": _("buyers"),
    "products": _("products"),
    "categories": _("categories"),
    "margin_rate": "%",
    "money": "Rp",
    "points": _("points"),
    "goods": _("items"),
}


def unit_of(line: Line, plan: Mapping[str, Any]) -> str | Promise:
    """Return the unit of a field as this plan stands; nothing where it has none."""
    if line.sort == "share":
        return "%"
    if line.sort == "days":
        return _("days")
    if line.key in MEASURED:
        return _unit(plan.get("measure", "revenue"))
    if line.key in GIVEN:
        settlement = plan.get("settlement")
        given = (
            settlement.get("as", "money") if isinstance(settlement, Mapping) else "money"
        )
        return _unit(given)
    return ""


def _unit(name: object) -> str | Promise:
    if isinstance(name, Mapping):
        return "%"
    return UNITS.get(name, "") if isinstance(name, str) else ""
