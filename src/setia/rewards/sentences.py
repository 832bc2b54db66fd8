"""Problems of rewards as sentences."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OF_CATALOGUE: dict[str, str | Promise] = {
    "reward.code": _("Write the code in small letters, digits and hyphens."),
    "reward.code_taken": _("There is a reward with the code %(code)s already."),
    "reward.kind": _("Choose what the reward is."),
    "reward.title_missing": _("Give the reward a name."),
    "reward.worth": _("Write in whole rupiah what it is worth, above 0."),
    "reward.cost": _("Write in whole rupiah what it costs you; 0 if nothing."),
    "reward.money_costs_itself": _("Money costs what it is worth."),
    "reward.money_stays_money": _(
        "Money has no stock, so it cannot become a thing, nor a thing money."
    ),
    "reward.meanwhile": _("Somebody else changed this reward. Look again."),
    "reward.money_has_no_stock": _("Money has no stock."),
    "reward.pieces": _("Write a number of pieces from 1 to %(most)s."),
    "reward.reason_missing": _("Say why, in a few words."),
    "reward.stock_meanwhile": _("The stock moved meanwhile. Look again."),
}
OF_MENUS: dict[str, str | Promise] = {
    "reward.gives_money": _(
        "This program gives money. Only goods and points can be chosen for."
    ),
    "reward.menu_empty": _("Put at least one reward on the menu."),
    "reward.until_past": _("Let people choose until today or a later day."),
    "reward.within": _("Promise it within 0 to %(most)s days."),
    "reward.goods_have_no_price": _("For goods one piece is one choice, without a price."),
    "reward.points_for_money": _("%(reward)s is money, which points do not buy."),
    "reward.price_missing": _("Write in whole points what %(reward)s costs."),
    "reward.menu_meanwhile": _("Somebody else changed this menu. Look again."),
}
OF_CHOICES: dict[str, str | Promise] = {
    "reward.key": _("Send a key of 1 to %(most)s characters."),
    "reward.key_reused": _("This key was used for something else."),
    "reward.not_on_menu": _("This is not on the menu for what was earned."),
    "reward.menu_changed": _("The menu changed. Look again before you choose."),
    "reward.time_over": _("One could choose until %(day)s. Ask us; we can still help."),
    "reward.nothing_to_choose_for": _("There is nothing left to choose for."),
    "reward.none_left": _("None of %(reward)s is left. Please choose something else."),
    "reward.held": _("This award is held back. Settle the question about it first."),
    "reward.chosen_meanwhile": _("Something was chosen in this moment. Look again."),
    "reward.cancelled_already": _("This choice was changed or cancelled already."),
    "reward.money_is_final": _("Money was chosen, and it is owed already."),
    "reward.handed_over_already": _("It was handed over already."),
    "reward.sent_already": _("It is on its way already. Talk to us."),
    "reward.points_are_cancelled": _(
        "Cancel this choice, and the points come back; then choose again."
    ),
}
OF_FULFILMENT: dict[str, str | Promise] = {
    "reward.how": _("Choose how it goes out."),
    "reward.sent_in_future": _("Write the day on which it went out, today at the latest."),
    "reward.reference_long": _("At most 60 characters fit in here."),
    "reward.last_digits": _(
        "Write only the last 3 to 6 digits of the card. The whole number is as good as the card."
    ),
    "reward.sent_meanwhile": _("It was sent already."),
    "reward.handed_over_meanwhile": _("It was handed over already."),
    "reward.money_is_paid_by_run": _("Money was chosen. The next run of payouts pays it."),
    "reward.taken_back": _(
        "A return took back what this was chosen for. Cancel a choice of this award."
    ),
    "reward.not_sent": _("Say first when and how it went out."),
    "reward.before_sending": _("It cannot arrive before it went out."),
    "reward.handed_over_in_future": _(
        "Write the day of handing over, today at the latest."
    ),
    "reward.proof_missing": _(
        "Bring a photo, or the name and the words of who received it."
    ),
}
SENTENCES: dict[str, str | Promise] = {
    **OF_CATALOGUE,
    **OF_MENUS,
    **OF_CHOICES,
    **OF_FULFILMENT,
}
