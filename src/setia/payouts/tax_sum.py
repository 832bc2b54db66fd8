"""The sum of a tax step by step, as it is kept with a payout and shown."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import Any

from setia.payouts.payees import Payee
from setia.payouts.withholding.withheld import Withholding


def tax_sum(payee: Payee, tax: Withholding) -> dict[str, Any]:
    """Return what a payout keeps of how its tax came about; amounts in hundredths."""
    return {
        "kind": payee.tax_kind,
        "has_tax_id": payee.has_tax_id,
        "base_minor": tax.base_minor,
        "factor": percent(tax.factor),
        "steps": [
            {
                "from_minor": one.from_minor,
                "to_minor": one.to_minor,
                "rate": percent(one.rate),
                "amount_minor": floor(one.amount_minor),
            }
            for one in tax.steps
        ],
    }


def percent(share: Fraction) -> str:
    """Write a share as a percentage, without losing a digit: 2.5%."""
    millionths = share * 100_000_000
    whole, rest = divmod(int(millionths), 1_000_000)
    return f"{whole}.{rest:06}".rstrip("0").rstrip(".") + "%"
