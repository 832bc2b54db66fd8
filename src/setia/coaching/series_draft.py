"""A series as somebody wrote it, and everything that is wrong with it."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from setia.coaching.dates_of_rule import EARLIEST, LATEST, first_date_of
from setia.coaching.models import SeriesKind, SeriesRevision
from setia.coaching.rule import NoRule, Rule, read_rule
from setia.core.errors import Problem
from setia.core.models import User
from setia.core.plain_text import is_plain
from setia.people.models.party import PartyRole

LONGEST_TITLE = 120
SHORTEST, LONGEST = 5, 3 * 24 * 60
TEXTS = {"title_id": 120, "title_en": 120, "category": 60, "territory": 80, "place": 300}


@dataclass(frozen=True)
class SeriesDraft:
    """What a series is to be; ``rule`` is a rule of RFC 5545."""

    title_id: str
    kind: str
    rule: str
    from_date: date
    starts: time
    minutes: int
    time_zone: str
    title_en: str = ""
    until_date: date | None = None
    role: str = ""
    category: str = ""
    territory: str = ""
    leader: User | None = None
    place: str = ""

    def problems(self) -> list[Problem]:
        """Return everything that is wrong with it, each at its field."""
        return [*self._texts(), *self._choices(), *self._days()]

    def columns(self) -> dict[str, object]:
        """Return it as a revision keeps it."""
        names = (
            *("title_id", "title_en", "kind", "from_date", "until_date", "starts"),
            *("minutes", "time_zone", "role", "category", "territory", "leader", "place"),
        )
        found = {name: getattr(self, name) for name in names}
        cut = {name: found[name].strip() for name in TEXTS}
        return found | cut | {"rule": read_rule(self.rule).text()}

    def _texts(self) -> Iterator[Problem]:
        if not self.title_id.strip():
            yield Problem("series.title", "title_id", {"most": LONGEST_TITLE})
        for name, most in TEXTS.items():
            text = getattr(self, name)
            if len(text) > most or not is_plain(text):
                yield Problem("series.too_long", name, {"most": most})

    def _choices(self) -> Iterator[Problem]:
        if self.kind not in SeriesKind.values:
            yield Problem("series.kind", "kind")
        if self.role and self.role not in PartyRole.values:
            yield Problem("series.role", "role")
        if not SHORTEST <= self.minutes <= LONGEST:
            yield Problem("series.minutes", "minutes")
        if self.time_zone not in zoneinfo.available_timezones():
            yield Problem("series.zone", "time_zone", {"zone": self.time_zone[:60]})

    def _days(self) -> Iterator[Problem]:
        if not EARLIEST <= self.from_date <= LATEST:
            span = {"first": EARLIEST.isoformat(), "last": LATEST.isoformat()}
            yield Problem("series.early", "from_date", span)
            return
        if self.until_date is not None and self.until_date < self.from_date:
            yield Problem("series.days", "until_date")
            return
        yield from self._rule()

    def _rule(self) -> Iterator[Problem]:
        try:
            rule: Rule = read_rule(self.rule)
        except NoRule as wrong:
            yield wrong.problem
            return
        if first_date_of(rule, self.from_date, self.until_date) is None:
            yield Problem("series.rule_never", "rule")


def draft_of(revision: SeriesRevision) -> SeriesDraft:
    """Return what was decided, as something to change."""
    names = SeriesDraft.__dataclass_fields__
    return SeriesDraft(**{name: getattr(revision, name) for name in names})
