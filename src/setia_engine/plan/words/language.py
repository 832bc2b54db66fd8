"""How a language writes numbers, money and dates, and puts values into its sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from setia_engine.plan.measure import Growth
from setia_engine.plan.words.phrase import (
    Count,
    Exact,
    Listing,
    Measured,
    Percent,
    Phrase,
    Sum,
    Value,
)

FINEST = 6


@dataclass(frozen=True)
class Language:
    """A language: its sentences by key, and its habits of writing."""

    code: str
    sentences: Mapping[str, str]
    months: Sequence[str]
    counted: Mapping[str, tuple[str, str]]
    """What a measure or a unit counts: one of it, several of it."""
    thousands: str
    point: str
    both: Mapping[str, tuple[str, str]]
    """Between two values, and before the last of more, joined by `and` or `or`."""

    def say(self, value: Value) -> str:
        """Write a value, or a whole sentence."""
        if isinstance(value, str):
            return value
        if isinstance(value, date):
            return f"{value.day} {self.months[value.month - 1]} {value.year}"
        if isinstance(value, Phrase):
            return self._fill(value)
        if isinstance(value, Listing):
            return self._listed([self.say(item) for item in value.items], value.joined)
        return self._number_of(value)

    def _number_of(self, value: Sum | Percent | Measured | Count) -> str:
        match value:
            case Sum():
                return self._sum(value)
            case Percent():
                return f"{self.number(Fraction(value.share) * 100)}%"
            case Measured():
                return self._measured(value)
            case Count():
                return self._many(value.number, value.of)

    def sentence(self, value: Phrase) -> str:
        """Write a sentence with its first letter large."""
        text = self.say(value)
        return text[:1].upper() + text[1:]

    def number(self, number: Exact) -> str:
        """Write a number with the separators of the language, at most six decimals."""
        exact = Fraction(number)
        scaled = round(abs(exact) * 10**FINEST)
        whole, rest = divmod(scaled, 10**FINEST)
        text = f"{whole:,}".replace(",", self.thousands)
        decimals = f"{rest:0{FINEST}d}".rstrip("0")
        sign = "-" if exact < 0 and scaled else ""
        return f"{sign}{text}{self.point}{decimals}" if decimals else f"{sign}{text}"

    def _fill(self, value: Phrase) -> str:
        parts = {name: self.say(part) for name, part in value.parts.items()}
        return self.sentences[value.key].format(**parts)

    def _sum(self, value: Sum) -> str:
        if value.unit == "money":
            return self._rupiah(value.amount)
        return self._many(value.amount, value.unit)

    def _rupiah(self, amount: Exact) -> str:
        exact = Fraction(amount)
        text = self.number(abs(exact))
        if self.point in text:
            whole, decimals = text.split(self.point)
            text = f"{whole}{self.point}{decimals.ljust(2, '0')}"
        return f"-Rp{text}" if exact < 0 else f"Rp{text}"

    def _measured(self, value: Measured) -> str:
        if isinstance(value.measure, Growth) or value.measure == "margin_rate":
            return self.say(Percent(value.value))
        if value.measure in {"revenue", "margin"}:
            return self._rupiah(value.value)
        return self._many(value.value, value.measure)

    def _many(self, number: Exact, counted: str) -> str:
        if not counted:
            return self.number(number)
        one, several = self.counted[counted]
        return f"{self.number(number)} {one if number == 1 else several}"

    def _listed(self, items: Sequence[str], joined: str) -> str:
        between, before_last = self.both[joined]
        if len(items) <= 2:
            return between.join(items)
        return ", ".join(items[:-1]) + before_last + items[-1]
