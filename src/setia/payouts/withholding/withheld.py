"""What is withheld of one payment, with every step of the sum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor

from setia.core.errors import Problem, Refused
from setia.payouts.withholding.table import KINDS, NONE, Rule, Table

RUPIAH = 100
"""In minor units: tax is withheld in whole rupiah."""


@dataclass(frozen=True)
class Step:
    """One slice of the base at one rate of the table; the amount is exact, in minor units."""

    from_minor: int
    to_minor: int
    rate: Fraction
    amount_minor: Fraction


@dataclass(frozen=True)
class Withholding:
    """The tax of one payment in minor units, whole rupiah.

    ``base_minor`` is what the bands were laid on (for showing; half a sen is left out).
    ``amount_minor`` is the sum of the steps times ``factor``, rounded down once; the factor
    is 1 for a payee with a tax id.
    """

    amount_minor: int
    article: str
    base_minor: int
    steps: tuple[Step, ...]
    factor: Fraction = Fraction(1)


NOTHING = Withholding(0, "", 0, ())


def withheld(
    table: Table,
    kind: str,
    has_tax_id: bool,  # noqa: FBT001 - read beside the kind
    gross_minor: int,
    day: date,
) -> Withholding:
    """Return what is withheld of one payment on a day; nothing of a gross of 0 or less.

    Each slice of the base of this payment is taxed at its own band's rate; earlier payments
    do not count. The sum is exact and rounded down to whole rupiah once, at its end.

    Raises:
        Refused: The kind is unknown, or the table says nothing about it on that day: a tax
            that nobody knows is not a tax of 0.
    """
    if kind not in KINDS:
        params = {"kind": kind, "allowed": ", ".join(KINDS)}
        raise Refused([Problem("payout.tax.unknown_kind", "kind", params)])
    if kind == NONE or gross_minor <= 0:
        return NOTHING
    rule = table.rule_on(kind, day)
    if rule is None:
        found = {"kind": kind, "day": day.isoformat()}
        raise Refused([Problem("payout.tax.no_rule", "day", found)])
    base = gross_minor * rule.base
    steps = _steps(rule, base)
    factor = Fraction(1) if has_tax_id else rule.without_tax_id
    exact = sum((one.amount_minor for one in steps), Fraction(0)) * factor
    return Withholding(exact // RUPIAH * RUPIAH, rule.article, floor(base), steps, factor)


def _steps(rule: Rule, base: Fraction) -> tuple[Step, ...]:
    """Cut the base at the bands that it reaches."""
    ends = [*(Fraction(one.from_minor) for one in rule.bands[1:]), base]
    return tuple(
        Step(
            band.from_minor,
            floor(min(end, base)),
            band.rate,
            (min(end, base) - band.from_minor) * band.rate,
        )
        for band, end in zip(rule.bands, ends, strict=True)
        if base > band.from_minor
    )
