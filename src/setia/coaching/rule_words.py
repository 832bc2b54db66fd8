"""A rule in words, in the reader's language."""

from __future__ import annotations

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from setia.coaching.build_rule import Nth, Pattern, Weekday, chosen_of
from setia.coaching.rule import NoRule


def rule_words(text: str) -> str:
    """Return what a rule says; the rule itself where there are no plain words for it."""
    try:
        chosen = chosen_of(text)
    except NoRule:
        return text
    weekday = Weekday(chosen.weekday).label
    nth = Nth(chosen.nth).label if chosen.nth in Nth.values else ""
    if (
        chosen.pattern not in {Pattern.DAILY, Pattern.WEEKLY, Pattern.MONTHLY_DAY}
        and not nth
    ):
        return text
    told = {"nth": nth, "weekday": weekday, "month": MONTHS[chosen.month]}
    match chosen.pattern:
        case Pattern.DAILY:
            return _("every day")
        case Pattern.WEEKLY:
            return _weekly(chosen.every, chosen.weekdays)
        case Pattern.MONTHLY_DAY:
            if chosen.day == -1:
                return _("on the last day of every month")
            return _("on day %(day)s of every month") % {"day": chosen.day}
        case Pattern.MONTHLY_WEEKDAY:
            return _("on %(nth)s %(weekday)s of every month") % told
        case Pattern.QUARTERLY:
            return _("on %(nth)s %(weekday)s every three months") % told
        case Pattern.YEARLY:
            return _("every year on %(nth)s %(weekday)s of %(month)s") % told
    return text


def _weekly(every: int, weekdays: tuple[int, ...]) -> str:
    days = ", ".join(str(Weekday(one).label) for one in weekdays)
    if every == 1:
        return _("every week on %(days)s") % {"days": days}
    return _("every %(every)s weeks on %(days)s") % {"every": every, "days": days}
