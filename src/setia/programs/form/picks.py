"""The names that a business knows, wherever the language asks for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from setia.catalog.models import Product
from setia.people.models import Party
from setia.people.models.party import PartyRole
from setia.sales.models import SaleLine

LATE = 2_000
MOST = 500
"""Of more names than this only the first are offered; any other may be typed."""
PICKS = {
    "Eligible.party": "party",
    "Eligible.role": "role",
    "Eligible.tier": "tier",
    "Eligible.category": "party_category",
    "Eligible.territory": "territory",
    "Scope.product": "product",
    "Scope.category": "category",
    "Scope.brand": "brand",
    "Scope.supplier": "supplier",
    "Scope.channel": "channel",
    "Scope.buyer_role": "role",
    "Scope.buyer_tier": "tier",
    "Scope.seller": "party",
    "Scope.buyer": "party",
    "Funder.party": "supplier",
    "Plan.payee": "party",
}
"""Which names each field of the language asks for."""
TABLES = {"RateTable.values", "AmountTable.values"}


@dataclass(frozen=True)
class Picks:
    """Lists of names by what they are names of; each is read when it is first asked for."""

    read: dict[str, dict[str, str]] = field(default_factory=dict)

    def named(self, key: str, plan: Mapping[str, Any], path: str) -> str:
        """Return the list that a field picks from; of a table it is what the table goes by."""
        if key in TABLES:
            by = _at(plan, path.rsplit(".", 1)[0]).get("by", "")
            return str(by) if by in LISTS else ""
        return PICKS.get(key, "")

    def names(self, pick: str) -> dict[str, str]:
        """Return the names of a list with what people call them."""
        if pick not in self.read:
            self.read[pick] = LISTS[pick]() if pick else {}
        return self.read[pick]

    def unknown(self, pick: str, asked: set[str]) -> set[str]:
        """Return those of some names that the business does not know."""
        missing = asked - self.names(pick).keys()
        if missing and len(self.names(pick)) >= MOST and pick in CODED:
            missing -= set(
                CODED[pick].filter(code__in=missing).values_list("code", flat=True)
            )
        return missing


def _at(plan: Any, path: str) -> Mapping[str, Any]:  # noqa: ANN401 - anything may be wrong
    here = plan
    for step in path.replace("[", ".").replace("]", "").split("."):
        if isinstance(here, list) and step.isdigit() and int(step) < len(here):
            here = here[int(step)]
        else:
            here = here.get(step) if isinstance(here, Mapping) else None
    return here if isinstance(here, Mapping) else {}


def _distinct(model: Any, column: str) -> dict[str, str]:  # noqa: ANN401 - any table
    rows = model.objects.exclude(**{column: ""}).order_by(column)
    return dict.fromkeys(rows.values_list(column, flat=True).distinct()[:MOST], "")


def _coded(rows: Any) -> dict[str, str]:  # noqa: ANN401 - any rows with a code and a name
    return dict(rows.order_by("code").values_list("code", "name")[:MOST])


def _channels() -> dict[str, str]:
    """Return the channels of late: a business sells through few, and has many lines."""
    late = SaleLine.objects.order_by("-sold_at").values_list("channel", flat=True)
    return dict.fromkeys(sorted({one for one in late[:LATE] if one}), "")


CODED: dict[str, Any] = {
    "party": Party.objects,
    "supplier": Party.objects,
    "product": Product.objects,
}
LISTS: dict[str, Callable[[], dict[str, str]]] = {
    "party": lambda: _coded(Party.objects.standing()),
    "supplier": lambda: _coded(Party.objects.standing().filter(role=PartyRole.SUPPLIER)),
    "role": lambda: {str(value): str(label) for value, label in PartyRole.choices},
    "tier": lambda: _distinct(Party, "tier"),
    "party_category": lambda: _distinct(Party, "category"),
    "territory": lambda: _distinct(Party, "territory"),
    "product": lambda: _coded(Product.objects),
    "category": lambda: _distinct(Product, "category"),
    "brand": lambda: _distinct(Product, "brand"),
    "channel": _channels,
}
