"""A rule of recurrence: the part of RFC 5545 that a calendar of days needs, checked.

What is refused: anything finer than a day, counts and ends (the series has its own), and
parts that could wait for a day that never comes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from setia.core.errors import Problem

LONGEST = 200
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST_INTERVAL = MappingProxyType({"DAILY": 366, "WEEKLY": 104, "MONTHLY": 60, "YEARLY": 10})
"""How far apart dates may be, for each frequency."""
NUMBERS = MappingProxyType(
    {"BYMONTHDAY": 31, "BYMONTH": 12, "BYSETPOS": 366, "BYYEARDAY": 366, "BYWEEKNO": 53}
)
"""Parts that are lists of numbers, with the largest of each."""
FROM_THE_END = frozenset({"BYMONTHDAY", "BYSETPOS", "BYYEARDAY", "BYWEEKNO"})
PARTS_OF = MappingProxyType(
    {
        "DAILY": {"BYDAY", "BYMONTH"},
        "WEEKLY": {"BYDAY", "BYMONTH"},
        "MONTHLY": {"BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"},
        "YEARLY": {"BYDAY", *NUMBERS},
    }
)
DAY = re.compile(r"([+-]?[1-9][0-9]?)?(MO|TU|WE|TH|FR|SA|SU)")
NUMBER = re.compile(r"[+-]?[1-9][0-9]{0,2}")


@dataclass(frozen=True)
class Day:
    """A weekday, every one or the so-manieth of its month or year."""

    weekday: int
    nth: int = 0


@dataclass(frozen=True)
class Rule:
    """How often something comes again, and on which days."""

    frequency: str
    interval: int = 1
    week_starts: int = 0
    days: tuple[Day, ...] = ()
    numbers: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def text(self) -> str:
        """Return the rule as RFC 5545 writes it."""
        parts = [f"FREQ={self.frequency}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.days:
            named = (f"{one.nth or ''}{DAYS[one.weekday]}" for one in self.days)
            parts.append(f"BYDAY={','.join(named)}")
        for name, values in sorted(self.numbers.items()):
            parts.append(f"{name}={','.join(str(one) for one in values)}")
        if self.week_starts:
            parts.append(f"WKST={DAYS[self.week_starts]}")
        return ";".join(parts)

    def said_fully(self, first: date) -> Rule:
        """Name the days that a rule leaves to its first day: monthly, on the 31st."""
        if self.days or set(self.numbers) - {"BYMONTH", "BYSETPOS"}:
            return self
        if self.frequency == "WEEKLY":
            return replace(self, days=(Day(first.weekday()),))
        numbers = dict(self.numbers)
        if self.frequency in {"MONTHLY", "YEARLY"}:
            numbers["BYMONTHDAY"] = (first.day,)
        if self.frequency == "YEARLY":
            numbers.setdefault("BYMONTH", (first.month,))
        return replace(self, numbers=numbers)


class NoRule(ValueError):
    """A text is no rule that we follow; carries the problem."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.problem = Problem(code, "rule", params)


def read_rule(text: str) -> Rule:
    """Read a rule as an expert types it.

    Raises:
        NoRule: It is none, or one that we do not follow.
    """
    parts = _parts(text)
    frequency = parts.pop("FREQ", "")
    if frequency in {"SECONDLY", "MINUTELY", "HOURLY"}:
        raise NoRule("series.rule_too_fine")
    if frequency not in PARTS_OF:
        raise NoRule("series.rule_frequency")
    if {"COUNT", "UNTIL"} & set(parts):
        raise NoRule("series.rule_has_end")
    interval = _interval(parts.pop("INTERVAL", "1"), frequency)
    week_starts = _week_starts(parts.pop("WKST", "MO"))
    for name in parts:
        if name not in PARTS_OF[frequency]:
            raise NoRule("series.rule_part", part=name[:20])
    days = tuple(_day(one, frequency) for one in _listed(parts.pop("BYDAY", "")))
    numbers = {name: _numbers(name, value) for name, value in parts.items()}
    rule = Rule(frequency, interval, week_starts, days, numbers)
    _must_come(rule)
    return rule


def _parts(text: str) -> dict[str, str]:
    plain = text.strip().upper().removeprefix("RRULE:").rstrip(";")
    if not plain or len(plain) > LONGEST:
        raise NoRule("series.rule_unreadable")
    found: dict[str, str] = {}
    for part in plain.split(";"):
        name, sign, value = part.partition("=")
        if not sign or not value or name in found:
            raise NoRule("series.rule_unreadable")
        found[name] = value
    return found


def _interval(text: str, frequency: str) -> int:
    most = MOST_INTERVAL[frequency]
    if not re.fullmatch(r"[1-9][0-9]{0,2}", text, re.ASCII) or int(text) > most:
        raise NoRule("series.rule_interval", most=most)
    return int(text)


def _week_starts(text: str) -> int:
    if text not in DAYS:
        raise NoRule("series.rule_unreadable")
    return DAYS.index(text)


def _listed(text: str) -> list[str]:
    return text.split(",") if text else []


def _day(text: str, frequency: str) -> Day:
    found = DAY.fullmatch(text)
    if found is None:
        raise NoRule("series.rule_day", day=text[:20])
    nth = int(found[1] or 0)
    if nth and (frequency in {"DAILY", "WEEKLY"} or abs(nth) > 53):
        raise NoRule("series.rule_day", day=text[:20])
    return Day(DAYS.index(found[2]), nth)


def _numbers(name: str, text: str) -> tuple[int, ...]:
    found = []
    for one in text.split(","):
        if not NUMBER.fullmatch(one):
            raise NoRule("series.rule_number", part=name, number=one[:20])
        value = int(one)
        if abs(value) > NUMBERS[name] or (value < 0 and name not in FROM_THE_END):
            raise NoRule("series.rule_number", part=name, number=one[:20])
        found.append(value)
    return tuple(found)


def _must_come(rule: Rule) -> None:
    """Refuse what could step over its days for ever: every 7 days, but only on Mondays."""
    by_day_or_week = rule.frequency in {"DAILY", "WEEKLY"}
    steps_over = rule.interval > 1 and (
        bool(rule.numbers) or (rule.frequency == "DAILY" and bool(rule.days))
    )
    if by_day_or_week and steps_over:
        raise NoRule("series.rule_steps_over")
    if "BYSETPOS" in rule.numbers and not (rule.days or len(rule.numbers) > 1):
        raise NoRule("series.rule_part", part="BYSETPOS")
    plain_days = bool(rule.days) and not any(one.nth for one in rule.days)
    if "BYWEEKNO" in rule.numbers and not plain_days:
        raise NoRule("series.rule_part", part="BYWEEKNO")
