"""Who comes along: members of the family by name, and others by number."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from setia.core.errors import Problem, Refused
from setia.people.models import FamilyMember, Party

MOST_HEADS = 50


@dataclass(frozen=True)
class Coming:
    """How many come in all, and which members of the family are among them."""

    heads: int
    family: tuple[int, ...] = ()


def guests_of(party: Party, coming: Coming, least: int = 1) -> list[dict[str, object]]:
    """Return the members of the family that come, as they are known now.

    Raises:
        Refused: Somebody is not of this family, or the number does not hold them.
    """
    rows = FamilyMember.objects.filter(party=party, pk__in=coming.family).order_by("pk")
    found = [{"id": one.pk, "name": one.name, "relation": one.relation} for one in rows]
    if len(found) != len(set(coming.family)):
        raise Refused([Problem("answer.family", "family")])
    fewest = least + len(found) if found else least
    if not fewest <= coming.heads <= MOST_HEADS:
        span = {"least": fewest, "most": MOST_HEADS}
        raise Refused([Problem("answer.heads", "heads", span)])
    return found


def numbers_in(texts: Collection[str]) -> tuple[int, ...]:
    """Return the ids that a form sent."""
    return tuple(
        int(one) for one in texts if one.isascii() and one.isdigit() and len(one) < 10
    )
