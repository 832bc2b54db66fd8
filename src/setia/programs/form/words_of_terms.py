"""What the fields around the reward are called: who, when, which sales, limits, terms."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TERMS: dict[str, tuple[str | Promise, str | Promise]] = {
    "Plan.setia": (_("Version of the language"), ""),
    "Plan.id": (
        _("Code"),
        _("Small letters, digits and hyphens; it never changes."),
    ),
    "Plan.title": (_("Title"), ""),
    "Plan.title:plain": (_("Title"), ""),
    "Plan.title:plain:kind": (_("One title"), ""),
    "LocalText": (_("In two languages"), ""),
    "LocalText.id": (_("In Indonesian"), ""),
    "LocalText.en": (_("In English"), ""),
    "Plan.period": (_("Period"), ""),
    "Period.from": (_("First day"), ""),
    "Period.to": (_("Last day"), _("Empty: without an end.")),
    "Period.every": (
        _("Counted anew"),
        _("Each window starts at zero and gives an award of its own."),
    ),
    "Period.timezone": (_("Time zone"), ""),
    "Plan.credit": (_("Who earns"), _("Which party of a sale it is counted for.")),
    "Plan.eligible": (_("Only for"), _("Everybody, where nothing is chosen.")),
    "Eligible.party": (_("Only these"), _("Codes of people or shops.")),
    "Eligible.role": (_("Role"), ""),
    "Eligible.tier": (_("Tier"), _("As it is on the last day of the window.")),
    "Eligible.category": (_("Category"), ""),
    "Eligible.territory": (_("Territory"), ""),
    "Eligible.not": (_("Leave out"), _("Who fits all that is chosen here takes no part.")),
    "Plan.scope": (_("Which sales count"), _("All of them, where nothing is chosen.")),
    "Scope.product": (_("Product"), ""),
    "Scope.category": (_("Product category"), ""),
    "Scope.brand": (_("Brand"), ""),
    "Scope.supplier": (_("Supplier"), ""),
    "Scope.channel": (_("Channel"), ""),
    "Scope.weekday": (_("Day of the week"), ""),
    "Scope.buyer_role": (_("Role of the buyer"), ""),
    "Scope.buyer_tier": (_("Tier of the buyer"), _("As it is on the day of the sale.")),
    "Scope.seller": (_("Sold by"), ""),
    "Scope.buyer": (_("Bought by"), ""),
    "Scope.joined_within": (
        _("Days since joining, at most"),
        _("Only sales of those who joined so lately."),
    ),
    "Scope.not": (
        _("Leave out"),
        _("Sales that fit all that is chosen here do not count."),
    ),
    "Plan.measure": (_("What is counted"), ""),
    "Condition.measure": (_("What is counted"), ""),
    "Growth": (_("Growth"), ""),
    "Growth.growth": (_("Growth of"), ""),
    "Growth.over": (_("Compared with"), ""),
    "Plan.conditions": (
        _("Conditions"),
        _(
            "All must hold, or nothing is paid. A margin rate and growth are written with "
            "a percent sign: 25%."
        ),
    ),
    "Condition:one": (_("Must be"), ""),
    "Condition.at_least": (_("at least"), ""),
    "Condition.above": (_("more than"), ""),
    "Condition.at_most": (_("at most"), ""),
    "Condition.below": (_("less than"), ""),
    "Condition.scope": (_("Over other sales"), _("Instead of the sales that count.")),
    "Plan.reward": (_("What is paid"), ""),
    "Plan.returns": (_("Returned goods"), ""),
    "Plan.rounding": (_("Rounding"), ""),
    "Rounding.to": (_("Rounded to"), _("1, 100 or 1,000; 1, where this stays empty.")),
    "Rounding.mode": (_("Which way"), ""),
    "Plan.caps": (_("Limits"), ""),
    "Caps.per_party": (_("At most, for each partner"), _("In each window.")),
    "Caps.budget": (_("Budget"), _("For everybody together, over the whole period.")),
    "Caps.on_budget": (_("When the budget is not enough"), ""),
    "Plan.funding": (_("Who pays for it"), _("The business pays what is left.")),
    "Funder.party": (_("Supplier"), ""),
    "Funder.share": (_("Its share"), ""),
    "Plan.payee": (
        _("Paid to"),
        _("“credited” is whoever earned it; or the code of a charity."),
    ),
    "Plan.settlement": (_("What is given, and when"), ""),
    "Settlement.as": (_("Given as"), ""),
    "Settlement.within": (
        _("Promised within"),
        _("Days after the window ends."),
    ),
    "Settlement.release": (_("Released"), ""),
    "Settlement.hold": (_("Kept back"), _("As long as goods may come back.")),
    "Plan.stacking": (
        _("Not together with other programs"),
        _("Of the programs of a group a partner keeps one award."),
    ),
    "Stacking.group": (_("Name of the group"), ""),
    "Stacking.keep": (_("Kept is"), ""),
    "Stacking.priority": (_("Priority"), _("The lowest comes first.")),
}
