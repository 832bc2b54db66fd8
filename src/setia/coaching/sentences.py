"""Problems of coaching as sentences."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "series.title": _("Give it a title of at most %(most)s characters."),
    "series.too_long": _("At most %(most)s characters."),
    "series.minutes": _("It lasts between 5 minutes and 3 days."),
    "series.zone": _("There is no time zone %(zone)s. Try Asia/Jakarta."),
    "series.kind": _("Choose what it is."),
    "series.role": _("Choose one of the roles, or everybody."),
    "series.days": _("It ends before it begins."),
    "series.early": _("Choose a day from %(first)s to %(last)s."),
    "series.past": _("A change counts from today on; what was stays as it was."),
    "series.reason": _("Write why it changes; who comes wants to know."),
    "series.changed": _("Somebody else has changed it. Look again."),
    "series.rule_unreadable": _(
        "This is no rule. One looks like FREQ=WEEKLY;BYDAY=MO, at most 200 characters."
    ),
    "series.rule_too_fine": _("A calendar knows days, not hours, minutes or seconds."),
    "series.rule_frequency": _(
        "Begin with FREQ=DAILY, FREQ=WEEKLY, FREQ=MONTHLY or FREQ=YEARLY."
    ),
    "series.rule_has_end": _("Leave COUNT and UNTIL out; the last day has a field here."),
    "series.rule_part": _("%(part)s does not go with this frequency or these days."),
    "series.rule_interval": _("INTERVAL goes from 1 to %(most)s here."),
    "series.rule_day": _("%(day)s is no day of the week that goes with this frequency."),
    "series.rule_number": _("%(number)s does not go with %(part)s."),
    "series.rule_steps_over": _(
        "With INTERVAL, days and months could miss one another for ever. Use a longer"
        " frequency."
    ),
    "series.rule_no_weekday": _("Choose at least one day of the week."),
    "series.rule_never": _("This rule gives no date within twelve years."),
    "occurrence.none": _("Nothing takes place by this rule on %(day)s."),
    "occurrence.as_before": _("It is so already."),
    "occurrence.reason": _("Write why; who comes wants to know."),
    "occurrence.day": _("Choose a day and a time that exist."),
    "attendance.presence": _("Choose present, absent or excused."),
    "attendance.early": _("It has not begun yet."),
    "attendance.at_once": _("Somebody else recorded the same in the same moment."),
    "lesson.title": _("Give the lesson a title of at most %(most)s characters."),
    "lesson.place": _("Its place is a number from 1 to %(most)s."),
    "lesson.material": _("Give the lesson a link or a text."),
    "lesson.link": _("A link begins with https:// or http://."),
    "lesson.too_long": _("At most %(most)s characters."),
    "lesson.changed": _("Somebody else has changed this lesson. Look again."),
    "lesson.had_already": _("%(party)s had this lesson already."),
    "target.amount": _("Write an amount above 0, in whole rupiah."),
    "target.week": _("A week begins on a Monday and lies at most one week ahead."),
    "target.over": _("This week was evaluated already."),
    "target.nobody": _("There is nothing left to accept on this page."),
    "target.told_already": _("They were told already."),
    "target.too_early": _("A week is evaluated from its Saturday on."),
    "target.none": _("No target of this week waits to be evaluated."),
    "target.reason_long": _("At most %(most)s characters."),
    "target.changed": _("Somebody else has just set a target. Look again."),
    "feed.gone": _("This address was closed before."),
}
