"""What a table of withholding tax says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

COMPANY, INDIVIDUAL, NONE = "company", "individual", "none"
TAXED = (COMPANY, INDIVIDUAL)
KINDS = (*TAXED, NONE)
"""Of payees; ``none`` is not subject to the tax, as a charity."""


@dataclass(frozen=True)
class Band:
    """From which part of the base on which rate holds, in minor units."""

    from_minor: int
    rate: Fraction


@dataclass(frozen=True)
class Rule:
    """How the tax of one kind of payee is worked out from a day on.

    ``base`` is a share of the gross amount, ``without_tax_id`` what the tax is multiplied by
    where the payee has none. Without ``to`` it holds until the next rule of its kind.
    """

    kind: str
    from_day: date
    to_day: date | None
    article: str
    base: Fraction
    bands: tuple[Band, ...]
    without_tax_id: Fraction


@dataclass(frozen=True)
class Table:
    """Every rule, in order of their days, and who has confirmed them; None for nobody yet."""

    confirmed_by: str | None
    note: Mapping[str, str]
    rules: tuple[Rule, ...]

    def rule_on(self, kind: str, day: date) -> Rule | None:
        """Return the rule that holds for a kind of payee on a day."""
        begun = [one for one in self.rules if one.kind == kind and one.from_day <= day]
        last = max(begun, key=lambda one: one.from_day, default=None)
        if last is None or (last.to_day is not None and day > last.to_day):
            return None
        return last
