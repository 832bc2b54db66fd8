"""Problems with care budgets as sentences."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "budget.name_missing": _("Give the budget a name of at most 120 characters."),
    "budget.scope_unknown": _("Choose whom the budget is for."),
    "budget.category_missing": _("Write the category as it stands with the people in it."),
    "budget.category_unknown": _("Nobody is of the category “%(category)s”."),
    "budget.party_missing": _("Write the code of the account."),
    "budget.sum_or_share": _("Give either a share of what is sold, or a fixed sum."),
    "budget.sum": _("Write a sum above zero."),
    "budget.share": _("Write a share between 0.1 and 10 percent; 1 to 3 is usual."),
    "budget.window": _("Say from when to when the sales count that the share is of."),
    "budget.days": _("The last day comes before the first."),
    "budget.not_running": _("The budget %(budget)s does not pay on %(day)s."),
    "budget.kind_unknown": _("Choose what the money was for."),
    "budget.minor": _("Write what it cost: a sum above zero."),
    "budget.text_long": _("This is longer than %(most)s characters."),
    "budget.text_unreadable": _("This holds a character that cannot be kept."),
    "budget.ref_missing": _("Say what the charge is for."),
    "budget.ref_taken": _("Something else was charged under the same name already."),
    "budget.overspent": _(
        "Nothing is left for this: the budget %(budget)s would be overspent. Messages stop here."
    ),
    "budget.reason_missing": _("Write why, in at most 300 characters."),
    "budget.ended_already": _("This budget was ended already."),
    "budget.end_day": _("Choose a day between the first and the last of the budget."),
    "budget.reversed_already": _("This charge was taken back already."),
    "budget.reversal": _("What takes a charge back cannot be taken back itself."),
    "budget.none_pays": _(
        "No care budget pays for %(party)s on this day. Ask the owner to set one."
    ),
}
