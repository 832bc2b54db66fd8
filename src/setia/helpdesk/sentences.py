"""Problems of the help desk as sentences."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "helpdesk.text_missing": _("Write a few words."),
    "helpdesk.text_long": _("At most %(most)s characters fit in here."),
    "helpdesk.not_plain": _("There is a sign in it that cannot be kept."),
    "helpdesk.who_missing": _("Choose a person, or write a number or an address."),
    "helpdesk.contact_wrong": _("This is neither a phone number nor an e-mail address."),
    "helpdesk.channel_unknown": _("There is no such channel."),
    "helpdesk.topic_unknown": _("There is no such topic."),
    "helpdesk.closed": _("This conversation is closed."),
    "helpdesk.at_once": _("Somebody else did this in the same moment. Look again."),
    "helpdesk.too_often": _(
        "Many messages came from here today. Write to us by WhatsApp, or try again later."
    ),
    "helpdesk.solution_missing": _("Write how it ended; others learn from it."),
    "helpdesk.given_missing": _("Say what was given, and what it cost."),
    "helpdesk.budget_missing": _("Choose the budget that pays for it."),
    "helpdesk.amount_wrong": _("Write an amount above 0."),
    "helpdesk.assignee_unknown": _("This person does not answer at the help desk."),
    "helpdesk.tied_already": _("It is known already who this is."),
    "helpdesk.open_already": _(
        "This person has an open conversation by this channel already. Close one of them."
    ),
    "helpdesk.zone_unknown": _("There is no time zone %(zone)s. Try Asia/Jakarta."),
    "helpdesk.never_open": _("Be there for an hour a week at least."),
    "helpdesk.span_wrong": _("Close later than you open, and do not let hours overlap."),
    "helpdesk.minutes_wrong": _("Promise between 1 minute and %(most)s minutes."),
    "helpdesk.rule_twice": _("There are two promises for the same people."),
    "helpdesk.rule_missing": _("Say what you promise to everybody."),
    "helpdesk.rule_value": _("Say which role, tier or category this is for."),
    "helpdesk.day_past": _("Choose today or a later day."),
    "helpdesk.holiday_missing": _("Give the holiday a name of at most 80 characters."),
    "helpdesk.holiday_twice": _("This day is on the list already."),
    "helpdesk.asking_already": _("It is asked by itself already."),
    "helpdesk.asking_over": _("Nobody is asked by itself already."),
    "helpdesk.answer_soon": _(
        "%(who)s waits for an answer, and the promised moment is near: %(subject)s"
    ),
    "helpdesk.answer_passed": _("%(who)s was promised an answer and has none: %(subject)s"),
}
