"""What the person decides about a batch, beside how it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from setia.people.models.party import PartyRole

KEEP, CORRECT = "keep", "correct"


@dataclass(frozen=True)
class Choices:
    """For lines that say something else than before: keep the old one, or correct it.

    Parties and products that nobody knows are refused, unless the person wants them
    registered along with the sales: sellers and buyers each in a role.
    """

    conflicts: str = KEEP
    create_parties: bool = False
    seller_role: str = PartyRole.RESELLER
    buyer_role: str = PartyRole.CUSTOMER
    create_products: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the choices as they are kept."""
        return asdict(self)


def choices_from(kept: Mapping[str, Any]) -> Choices:
    """Return choices from what was kept; what is missing or makes no sense is the default."""
    known = {field.name for field in fields(Choices)}
    choices = Choices(**{name: value for name, value in kept.items() if name in known})
    roles = set(PartyRole.values)
    return Choices(
        CORRECT if choices.conflicts == CORRECT else KEEP,
        bool(choices.create_parties),
        choices.seller_role if choices.seller_role in roles else PartyRole.RESELLER,
        choices.buyer_role if choices.buyer_role in roles else PartyRole.CUSTOMER,
        bool(choices.create_products),
    )
