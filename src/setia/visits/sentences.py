"""Problems of visits as sentences."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "visit.role_unknown": _("Choose who is visited like this."),
    "visit.rank_unknown": _("There is no such rank."),
    "visit.weeks_wrong": _("Write a number of weeks up to 52; 0 where nobody goes."),
    "visit.minutes_wrong": _("Write how many minutes a visit takes, from 5 to 480."),
    "visit.day_past": _("This day is over. Choose today or later."),
    "visit.day_far": _("Choose a day within the next 60 days."),
    "visit.hours_wrong": _("The day ends after it begins."),
    "visit.pace_wrong": _(
        "Write a speed from 5 to 120 km/h, and a road factor from 100 to 300 percent."
    ),
    "visit.place_unread": _(
        "No place can be read here. Write latitude and longitude, like -6.9147, 107.6098,"
        " or paste a link to a map."
    ),
    "visit.visitor_unknown": _("Choose somebody who has a log-in."),
    "visit.text_long": _("At most %(most)s characters fit in here."),
    "visit.no_rule": _(
        "Nobody is due: there is no rule that says how often whom. Add one first."
    ),
    "visit.day_over": _("The hours of this day are over. Plan another day."),
    "visit.nobody": _("Nobody is due on this day whose place is known."),
    "visit.planned_meanwhile": _("Somebody else planned this day just now. Look again."),
    "visit.at_wrong": _("A visit lies in the past, at most 30 days."),
    "visit.product_unknown": _("Choose the product that was seen."),
    "visit.figure_wrong": _("Write a figure of 0 or more."),
    "visit.text_missing": _("Write in a few words what was said."),
    "visit.needs_person": _("Only somebody with a log-in can have been there."),
    "visit.over": _("This visit was made or skipped already."),
    "visit.reason_unknown": _("Choose why the visit was not made."),
    "visit.key_taken": _("This visit was sent already, with other words. Reload the page."),
}
