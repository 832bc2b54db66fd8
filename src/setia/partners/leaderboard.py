"""A leaderboard as the business allows: the engine's places, and who may be named."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from setia.awards.standing import Asked, Row, Standing, rows_of
from setia.core.actor import Actor
from setia.partners.codes import codes_of
from setia.partners.models import LeaderboardNames
from setia.partners.my_contests import Contest
from setia.people.models import Party

MOST = 20
LAST = 10**9


@dataclass(frozen=True)
class Placed:
    """One line: the place that the engine gave, if any, who, how much, and what for."""

    place: int | None
    name: str
    own: bool
    measure: Decimal | None
    amount: Decimal


@dataclass(frozen=True)
class Leaderboard:
    """The lines that a partner may see, and how many take part."""

    lines: tuple[Placed, ...]
    count: int


def leaderboard(
    actor: Actor, standing: Standing, contest: Contest, names: str
) -> Leaderboard:
    """Return the leaderboard of a contest.

    Where others are not named, their lines are not there at all: a measure alone tells a
    neighbour who it is. Places and ties are the engine's.
    """
    codes = codes_of(actor)
    asked = Asked(contest.program.code, contest.window_from)
    own = rows_of(
        standing, Asked(contest.program.code, contest.window_from, codes), most=MOST
    ).rows
    first = rows_of(standing, asked, "-measure", 0, MOST)
    if names == LeaderboardNames.OWN:
        return Leaderboard(_lines(own, codes, {}), first.count)
    winning = rows_of(
        standing,
        Asked(contest.program.code, contest.window_from, paid_only=True),
        "-amount",
        0,
        MOST,
    )
    rows = {row.party: row for row in (*first.rows, *winning.rows, *own)}
    shown = sorted(rows.values(), key=_order)
    return Leaderboard(_lines(shown, codes, _names(rows, names)), first.count)


def _order(row: Row) -> tuple[object, ...]:
    return (row.place or LAST, -(row.measure or Decimal(0)), row.party)


def _names(rows: dict[str, Row], names: str) -> dict[str, str]:
    found = dict(Party.objects.filter(code__in=rows).values_list("code", "name"))
    if names == LeaderboardNames.FULL:
        return found
    return {code: _initials(name) for code, name in found.items()}


def _initials(name: str) -> str:
    """Return the first letters of at most three words: S. M."""
    letters = [word[0].upper() for word in name.split() if word[0].isalnum()]
    return " ".join(f"{letter}." for letter in letters[:3]) or "–"


def _lines(
    rows: tuple[Row, ...] | list[Row], codes: frozenset[str], names: dict[str, str]
) -> tuple[Placed, ...]:
    return tuple(
        Placed(
            row.place,
            names.get(row.party, ""),
            row.party in codes,
            row.measure,
            row.amount,
        )
        for row in rows
    )
