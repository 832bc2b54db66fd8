"""A rule in choices that people make: every week on some days, the last Saturday of a month."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import IntegerChoices, TextChoices
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from setia.coaching.rule import Day, NoRule, Rule, read_rule

QUARTER = 3


class Pattern(TextChoices):
    """How something comes again, in the words of the form."""

    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Every week, or every few weeks")
    MONTHLY_WEEKDAY = (
        "monthly_weekday",
        _("Every month on a weekday, such as the last Saturday"),
    )
    MONTHLY_DAY = "monthly_day", _("Every month on a day, such as the 5th")
    QUARTERLY = "quarterly", _("Every quarter on a weekday, from the first month on")
    YEARLY = "yearly", _("Every year on a weekday of a month")
    RULE = "rule", _("By a rule of RFC 5545, for experts")


class Nth(IntegerChoices):
    """Which one in its month."""

    FIRST = 1, _("the first")
    SECOND = 2, _("the second")
    THIRD = 3, _("the third")
    FOURTH = 4, _("the fourth")
    LAST = -1, _("the last")


class Weekday(IntegerChoices):
    """The days of the week, Monday first."""

    MONDAY = 0, WEEKDAYS[0]
    TUESDAY = 1, WEEKDAYS[1]
    WEDNESDAY = 2, WEEKDAYS[2]
    THURSDAY = 3, WEEKDAYS[3]
    FRIDAY = 4, WEEKDAYS[4]
    SATURDAY = 5, WEEKDAYS[5]
    SUNDAY = 6, WEEKDAYS[6]


@dataclass(frozen=True)
class Chosen:
    """What was chosen; what a pattern does not need stays as it is."""

    pattern: str
    every: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int = -1
    weekday: int = 5
    day: int = 1
    month: int = 1
    rule: str = ""


def rule_of(chosen: Chosen) -> str:
    """Return the rule that the choices come to.

    Raises:
        NoRule: No day of the week was chosen.
    """
    nth = Day(chosen.weekday, chosen.nth)
    match chosen.pattern:
        case Pattern.RULE:
            return chosen.rule
        case Pattern.DAILY:
            return Rule("DAILY").text()
        case Pattern.WEEKLY:
            if not chosen.weekdays:
                raise NoRule("series.rule_no_weekday")
            days = tuple(Day(one) for one in sorted(set(chosen.weekdays)))
            return Rule("WEEKLY", chosen.every, 0, days).text()
        case Pattern.MONTHLY_DAY:
            numbers = {"BYMONTHDAY": (chosen.day,)}
            return Rule("MONTHLY", numbers=numbers).text()
        case Pattern.MONTHLY_WEEKDAY:
            return Rule("MONTHLY", days=(nth,)).text()
        case Pattern.QUARTERLY:
            return Rule("MONTHLY", QUARTER, 0, (nth,)).text()
        case _:
            numbers = {"BYMONTH": (chosen.month,)}
            return Rule("YEARLY", days=(nth,), numbers=numbers).text()


def chosen_of(text: str) -> Chosen:
    """Return the choices that come to a rule; the rule itself where none do."""
    rule = read_rule(text)
    for chosen in _candidates(rule):
        if rule_of(chosen) == rule.text():
            return chosen
    return Chosen(Pattern.RULE, rule=text)


def _candidates(rule: Rule) -> list[Chosen]:
    found = [Chosen(Pattern.DAILY)]
    if rule.days:
        plain = tuple(one.weekday for one in rule.days)
        found.append(Chosen(Pattern.WEEKLY, every=rule.interval, weekdays=plain))
        one, month = rule.days[0], rule.numbers.get("BYMONTH", (1,))[0]
        names = (Pattern.MONTHLY_WEEKDAY, Pattern.QUARTERLY, Pattern.YEARLY)
        found += [
            Chosen(name, nth=one.nth, weekday=one.weekday, month=month) for name in names
        ]
    if "BYMONTHDAY" in rule.numbers:
        found.append(Chosen(Pattern.MONTHLY_DAY, day=rule.numbers["BYMONTHDAY"][0]))
    return found
