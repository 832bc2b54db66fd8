"""What each event of the ledger means, in a sentence; one for every posting template."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENTS: Mapping[str, str | Promise] = MappingProxyType(
    {
        "award_accrued": _("An award was earned."),
        "award_trued_up": _("An award came to more."),
        "award_trued_down": _("An award came to less before its window ended."),
        "award_clawed_back": _("An award was taken back before it was released."),
        "award_released": _("An award may be paid."),
        "award_put_in_arrears": _("An award that was released came to less."),
        "arrears_netted": _("What was paid too much was kept back."),
        "arrears_put_back": _("A payout failed: what was kept back is open again."),
        "arrears_moved": _("What was paid too much moved to the person who was kept."),
        "payable_moved": _("What is owed moved to the person who was kept."),
        "adjustment_granted": _("An amount was granted by hand."),
        "adjustment_charged": _("An amount was charged by hand."),
        "payout_sent": _("A payout was sent to the bank."),
        "payout_confirmed": _("The bank confirmed a payout."),
        "payout_failed": _("A payout failed, and is owed again."),
        "tax_withheld": _("Tax was withheld from a payout."),
        "tax_returned": _("Tax of a failed payout is owed again."),
        "funding_accrued": _("A supplier bears part of an award."),
        "funding_taken_back": _("A supplier bears less of an award."),
        "claim_raised": _("A claim was raised."),
        "claim_received": _("A supplier paid a claim."),
        "claim_written_off": _("A claim was written off."),
        "claim_withdrawn": _("A claim was withdrawn."),
        "points_granted": _("Points were granted."),
        "points_netted": _("Points were taken for those spent too early."),
        "points_spent": _("Points were spent."),
        "points_given_back": _("Points were given back."),
        "points_expired": _("Points expired."),
        "goods_handed_over": _("Goods were handed over."),
        "goods_as_money": _("Money was chosen instead of goods."),
        "money_for_goods": _("Money is owed instead of goods."),
    }
)
"""By the event that a template posts."""
