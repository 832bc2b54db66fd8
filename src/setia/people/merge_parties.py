"""Make one of two records that were one person; nothing that was known is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Model

from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.people.events import MERGED, NOT_DUPLICATE
from setia.people.models import (
    Address,
    Alias,
    Contact,
    ExtraRole,
    FamilyMember,
    Like,
    Merge,
    NotDuplicate,
    Note,
    Party,
    PartyAttribute,
    SpecialDate,
)
from setia.people.models.history import Attribute
from setia.people.name_key import name_key

MOVED: tuple[type[Model], ...] = (Address, FamilyMember, Like, Note, SpecialDate)
"""What simply goes over. Consents and history are only added, so they stay where they are
and are read through the merge."""
CHOSEN = frozenset({"name", "role", "joined_on", "birth_date", "caretaker_id"})


def merge_parties(
    gone: Party, kept: Party, chosen: Mapping[str, Any], by: Actor, reason: str = ""
) -> Merge:
    """Merge one party into another; ``chosen`` are values taken from the one that goes.

    Contacts, addresses, days, family, likes and notes go over; the downline follows; the
    old code becomes an alias. Sale lines are never edited: readers follow the merge.

    Raises:
        NotPermitted: The actor may not merge.
        Refused: Both are one and the same.
        Conflict: Somebody else merged one of them first.
    """
    by.must("party.merge")
    if gone.pk == kept.pk:
        raise Refused([Problem("party.merge_itself", "other")])
    try:
        with transaction.atomic():
            return _merged(gone, kept, chosen, by, reason)
    except IntegrityError as error:
        raise Conflict("party.merged_meanwhile", party=gone.name) from error


def _merged(
    gone: Party, kept: Party, chosen: Mapping[str, Any], by: Actor, reason: str
) -> Merge:
    # Both rows are locked in the order of their ids, so that A into B and B into A wait
    # for one another instead of forming a circle.
    locked = Party.objects.select_for_update().filter(pk__in=[gone.pk, kept.pk])
    rows = {party.pk: party for party in locked.order_by("pk")}
    gone, kept = rows[gone.pk], rows[kept.pk]
    if Merge.objects.filter(gone__in=[gone.pk, kept.pk]).exists():
        raise Conflict("party.merged_meanwhile", party=gone.name)
    merge = Merge.objects.create(
        gone=gone, kept=kept, at=now(), by=by.name, reason=reason[:300]
    )
    Alias.objects.create(code=gone.code, party=kept, since=now())
    Alias.objects.filter(party=gone).update(party=kept)
    moved = _moved(gone, kept)
    _follow(gone, kept, by)
    before = _choose(kept, chosen)
    record_event(
        MERGED,
        by,
        ("party", kept.pk),
        {"gone": f"{gone.name} ({gone.code})", "kept": f"{kept.name} ({kept.code})"},
        before=before,
        after={**{name: chosen[name] for name in before}, "moved": moved},
    )
    return merge


def _moved(gone: Party, kept: Party) -> dict[str, int]:
    """Hand over what is known of a party; return how much of each."""
    moved = {}
    known = set(Contact.objects.filter(party=kept).values_list("kind", "normal"))
    contacts = 0
    for contact in Contact.objects.filter(party=gone):
        if (contact.kind, contact.normal) in known:
            continue
        Contact.objects.filter(pk=contact.pk).update(party=kept)
        contacts += 1
    moved["contact"] = contacts
    for model in MOVED:
        rows = model._default_manager.filter(party=gone)  # noqa: SLF001 - Django's public way
        moved[str(model._meta.model_name)] = rows.update(party=kept)  # noqa: SLF001 - as above
    held = set(ExtraRole.objects.filter(party=kept).values_list("role", flat=True))
    ExtraRole.objects.filter(party=gone).exclude(role__in=held).update(party=kept)
    return moved


def _follow(gone: Party, kept: Party, by: Actor) -> None:
    """Let the downline follow; a kept one that stood below takes the place of the other.

    Whoever is kept would otherwise stand under itself, or close a circle of uplines.
    """
    takes_place = gone in _above(kept)
    Party.objects.filter(parent=gone).exclude(pk=kept.pk).update(
        parent=kept, version=F("version") + 1
    )
    if takes_place:
        Party.objects.filter(pk=kept.pk).update(parent=gone.parent)
        PartyAttribute.objects.create(
            party=kept,
            attribute=Attribute.PARENT,
            value=gone.parent.code if gone.parent else "",
            from_date=today(settings.TIME_ZONE),
            recorded_at=now(),
            recorded_by=by.name,
        )
    Party.objects.filter(pk__in=[gone.pk, kept.pk]).update(version=F("version") + 1)


def _above(party: Party) -> Iterator[Party]:
    above = party.parent
    while above is not None:
        yield above
        above = above.parent


def _choose(kept: Party, chosen: Mapping[str, Any]) -> dict[str, Any]:
    wanted = {name: value for name, value in chosen.items() if name in CHOSEN}
    if not wanted:
        return {}
    before = {name: getattr(kept, name) for name in wanted}
    if "name" in wanted:
        wanted["name_key"] = name_key(wanted["name"])
    Party.objects.filter(pk=kept.pk).update(**wanted)
    return before


def decide_they_are_two(one: Party, other: Party, by: Actor) -> NotDuplicate:
    """Remember that two parties look alike and are two.

    Raises:
        NotPermitted: The actor may not merge.
    """
    by.must("party.merge")
    first, second = sorted((one, other), key=lambda party: party.pk)
    with transaction.atomic():
        decided, fresh = NotDuplicate.objects.get_or_create(
            one=first, other=second, defaults={"at": now(), "by": by.name}
        )
        if fresh:
            params = {"one": first.name, "other": second.name}
            record_event(NOT_DUPLICATE, by, ("party", first.pk), params)
    return decided
