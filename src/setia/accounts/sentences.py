"""Problems of key accounts as sentences, and what their alerts say."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "account.role_unknown": _("Choose who these accounts are."),
    "account.rank_by_unknown": _("Choose what decides about a rank."),
    "account.sums_missing": _("Write both limits, the one of large accounts on top."),
    "account.shares_missing": _(
        "Write both shares between 0% and 100%, the one of large accounts below the other."
    ),
    "account.dip_wrong": _("Write a percentage between 1 and 99."),
    "account.day_past": _("A rule counts from today or later; what was ranked stays."),
    "account.no_rule": _("There is no rule for this month yet. Add one first."),
    "account.month_ahead": _("This month has not begun yet."),
    "account.ranked_meanwhile": _("Somebody else ranked them just now."),
    "account.dips": _(
        "%(party)s sells less: %(last_minor)s in 30 days, usual are %(usual_minor)s."
    ),
    "account.complains": _("%(party)s complains: %(text)s"),
    "account.disputes": _("%(party)s disputes an award: %(text)s"),
    "account.waits_delivery": _("%(party)s waits for a delivery due %(due_on)s: %(what)s"),
    "account.waits_reward": _(
        "%(party)s waits for a reward promised for %(due_on)s: %(what)s"
    ),
    "account.waits_answer": _("%(party)s waits for something due %(due_on)s: %(what)s"),
}
