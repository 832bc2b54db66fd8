"""A rule in words, in the reader's language."""

from __future__ import annotations

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from setia.coaching.build_rule import Chosen, Nth, Pattern, Weekday, chosen_of
from setia.coaching.rule import NoRule


def rule_words(text: str) -> str:
    """Return what a rule says; the rule itself where there are no plain words for it."""
    try:
        chosen = chosen_of(text)
    except NoRule:
        return text
    match chosen.pattern:
        case Pattern.DAILY:
            return _("every day")
        case Pattern.WEEKLY:
            return _weekly(chosen.every, chosen.weekdays)
        case Pattern.MONTHLY_DAY:
            return _monthly(chosen.day)
    return _on_weekday(chosen) or text


def _on_weekday(chosen: Chosen) -> str:
    if chosen.pattern == Pattern.RULE or chosen.nth not in Nth.values:
        return ""
    told = {
        "nth": Nth(chosen.nth).label,
        "weekday": Weekday(chosen.weekday).label,
        "month": MONTHS[chosen.month],
    }
    sentence = {
        Pattern.MONTHLY_WEEKDAY: _("on %(nth)s %(weekday)s of every month"),
        Pattern.QUARTERLY: _("on %(nth)s %(weekday)s every three months"),
        Pattern.YEARLY: _("every year on %(nth)s %(weekday)s of %(month)s"),
    }[Pattern(chosen.pattern)]
    return sentence % told


def _monthly(day: int) -> str:
    if day == -1:
        return _("on the last day of every month")
    return _("on day %(day)s of every month") % {"day": day}


def _weekly(every: int, weekdays: tuple[int, ...]) -> str:
    days = ", ".join(str(Weekday(one).label) for one in weekdays)
    if every == 1:
        return _("every week on %(days)s") % {"days": days}
    return _("every %(every)s weeks on %(days)s") % {"every": every, "days": days}
