"""Correct what is written about a party: name, days, who looks after it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from setia.core.actor import Actor
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.plain_text import is_plain
from setia.core.record_event import record_event
from setia.people.events import CHANGED
from setia.people.models import Party
from setia.people.models.party import PartyRole
from setia.people.name_key import name_key


@dataclass(frozen=True)
class PartyChange:
    """The new values, all of them."""

    name: str
    role: str
    joined_on: date | None = None
    birth_date: date | None = None
    caretaker_id: int | None = None


def change_party(party: Party, change: PartyChange, version: int, by: Actor) -> Party:
    """Write new values over the version that the person had before them.

    Raises:
        NotPermitted: The actor may not change people.
        NotFound: The actor may not see this one.
        Refused: No name or one that nobody can read, or an unknown role.
        Conflict: Somebody else changed it in the meantime.
    """
    by.must("party.write")
    if not Party.objects.visible_to(by).filter(pk=party.pk).exists():
        raise NotFound("party", party.code)
    _check(change)
    values = {
        **asdict(change),
        "name": change.name.strip(),
        "name_key": name_key(change.name),
    }
    with transaction.atomic():
        rows = Party.objects.filter(pk=party.pk, version=version)
        before = rows.values(*values).first()
        if not before or not rows.update(**values, version=version + 1):
            raise Conflict("party.changed_meanwhile", party=party.name)
        record_event(
            CHANGED,
            by,
            ("party", party.pk),
            {"party": change.name.strip()},
            before=before,
            after=values,
        )
    party.refresh_from_db()
    return party


def _check(change: PartyChange) -> None:
    problems = []
    if not change.name.strip() or len(change.name) > 160:
        problems.append(Problem("party.name_missing", "name"))
    elif not is_plain(change.name):
        problems.append(Problem("party.name_unreadable", "name"))
    if change.role not in PartyRole.values:
        problems.append(Problem("party.role_unknown", "role", {"role": change.role}))
    if problems:
        raise Refused(problems)
