"""People who may be one: the same number, or a similar name at the same place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from django.db.models import Count, QuerySet
from rapidfuzz import fuzz

from setia.people.models import Address, Contact, NotDuplicate, Party

SIMILAR = 88
"""Out of 100: names of which a careful person would say that they may be one."""
MOST_OF_A_BLOCK = 60
"""More people than this with one number or one first word at one place prove nothing."""


@dataclass(frozen=True)
class Suggestion:
    """Two parties that may be one, why, and how sure that is (0 to 100)."""

    one: Party
    other: Party
    reason: str
    score: int

    @property
    def both(self) -> tuple[Party, Party]:
        """Return the two."""
        return (self.one, self.other)


def suggest_duplicates(rows: QuerySet[Party], most: int = 100) -> list[Suggestion]:
    """Return pairs among some parties that nobody has decided about, the surest first."""
    names = rows.filter(merge=None).order_by().prefetch_related(None)
    parties = {
        row[0]: Named(*row)
        for row in names.values_list("pk", "name_key", "role", "territory").iterator()
    }
    decided = set(NotDuplicate.objects.values_list("one", "other"))
    found: dict[tuple[int, int], tuple[int, str]] = {}
    for pair, score, reason in (*_same_number(parties), *_similar_name(parties)):
        if pair not in decided and score > found.get(pair, (0, ""))[0]:
            found[pair] = (score, reason)
    surest = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))[:most]
    shown = rows.in_bulk({key for pair, _ in surest for key in pair})
    return [
        Suggestion(shown[one], shown[other], reason, score)
        for (one, other), (score, reason) in surest
    ]


class Named(NamedTuple):
    """As much of a party as two are compared by; a business may know many thousands."""

    pk: int
    name_key: str
    role: str
    territory: str


Pair = tuple[tuple[int, int], int, str]


def _same_number(parties: dict[int, Named]) -> Iterator[Pair]:
    shared = (
        Contact.objects.values("normal")
        .annotate(count=Count("party", distinct=True))
        .filter(count__gt=1, count__lte=MOST_OF_A_BLOCK)
        .values_list("normal", flat=True)
    )
    groups: dict[str, set[int]] = defaultdict(set)
    for normal, party in Contact.objects.filter(normal__in=shared).values_list(
        "normal", "party"
    ):
        if party in parties:
            groups[normal].add(party)
    for normal, members in groups.items():
        for pair in _pairs(members):
            alike = fuzz.token_sort_ratio(*(parties[key].name_key for key in pair))
            yield pair, round(80 + alike / 5), normal


def _similar_name(parties: dict[int, Named]) -> Iterator[Pair]:
    """Compare names only within a place, by the first letters of one of their words."""
    for (place, _), members in _blocks(parties).items():
        if len(members) > MOST_OF_A_BLOCK:
            continue
        for pair in _pairs(members):
            one, other = (parties[key] for key in pair)
            alike = fuzz.token_sort_ratio(one.name_key, other.name_key)
            if one.role == other.role and alike >= SIMILAR:
                yield pair, round(alike * 0.8), place


def _blocks(parties: dict[int, Named]) -> dict[tuple[str, str], set[int]]:
    blocks: dict[tuple[str, str], set[int]] = defaultdict(set)
    places = dict(Address.objects.exclude(city="").values_list("party", "city"))
    for key, party in parties.items():
        place = places.get(key, "") or party.territory
        words = party.name_key.split() if place else []
        for word in words:
            if len(word) > 2:
                blocks[place.casefold(), word[:4]].add(key)
    return blocks


def _pairs(members: Iterable[int]) -> Iterator[tuple[int, int]]:
    yield from combinations(sorted(members), 2)
