"""Take many parties in at once: those that are new, and what changed about the known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.record_event import record_event
from setia.people.drafts import PartyDraft
from setia.people.events import BULK_REGISTERED
from setia.people.models import Address, Contact, Note, Party, PartyAttribute
from setia.people.models.history import SINCE_EVER
from setia.people.name_key import name_key
from setia.people.register_party import first_values
from setia.people.resolve_code import codes_to_ids

AT_ONCE = 500


@dataclass(frozen=True)
class BulkResult:
    """How many parties were new, and how many got something that they lacked."""

    new: int
    changed: int


def bulk_register(drafts: Sequence[PartyDraft], by: Actor) -> BulkResult:
    """Register parties by code in the caller's transaction; what is known already stays.

    A known party (also by an old code) keeps its name and history and only gains contacts
    that it lacks. Each draft has a code, and no problems; parents may stand in the same
    list, in any order.
    """
    by.must("party.write")
    known = codes_to_ids([draft.code for draft in drafts])
    fresh = {draft.code: draft for draft in drafts if draft.code not in known}
    with transaction.atomic():
        Party.objects.bulk_create([_row(one) for one in fresh.values()], batch_size=AT_ONCE)
        ids = known | codes_to_ids(list(fresh))
        _set_parents(fresh, ids)
        _add_details({ids[code]: one for code, one in fresh.items()}, by)
        gained = _add_contacts([(ids[one.code], one) for one in drafts])
        changed = len(gained - {ids[code] for code in fresh})
        result = BulkResult(len(fresh), changed)
        params = {"new": result.new, "changed": result.changed}
        record_event(BULK_REGISTERED, by, ("party", "bulk"), params)
    return result


def _row(draft: PartyDraft) -> Party:
    return Party(
        code=draft.code,
        name=draft.name.strip(),
        name_key=name_key(draft.name),
        role=draft.role,
        tier=draft.tier,
        category=draft.category,
        territory=draft.territory,
        joined_on=draft.joined_on,
        birth_date=draft.birth_date,
        registered_at=now(),
    )


def _set_parents(fresh: dict[str, PartyDraft], ids: dict[str, int]) -> None:
    missing = {one.parent for one in fresh.values() if one.parent} - set(ids)
    ids |= codes_to_ids(missing)
    rows = [
        Party(pk=ids[code], parent_id=ids[one.parent])
        for code, one in fresh.items()
        if one.parent in ids
    ]
    Party.objects.bulk_update(rows, ["parent"], batch_size=AT_ONCE)


def _add_details(fresh: dict[int, PartyDraft], by: Actor) -> None:
    _add_first_values(list(fresh), by)
    addresses = [
        Address(
            party_id=key,
            label=one.address.label,
            street=one.address.street,
            city=one.address.city,
            province=one.address.province,
            postal_code=one.address.postal_code,
        )
        for key, one in fresh.items()
        if one.address
    ]
    Address.objects.bulk_create(addresses, batch_size=AT_ONCE)
    at = now()
    notes = [
        Note(party_id=key, text=one.notes, at=at, by=by.name)
        for key, one in fresh.items()
        if one.notes
    ]
    Note.objects.bulk_create(notes, batch_size=AT_ONCE)


def _add_first_values(keys: Sequence[int], by: Actor) -> None:
    at = now()
    parties = Party.objects.select_related("parent").in_bulk(list(keys))
    values = [
        PartyAttribute(
            party_id=key,
            attribute=attribute,
            value=value,
            from_date=SINCE_EVER,
            recorded_at=at,
            recorded_by=by.name,
        )
        for key in keys
        for attribute, value in first_values(parties[key]).items()
        if value
    ]
    PartyAttribute.objects.bulk_create(values, batch_size=AT_ONCE)


def _add_contacts(drafts: Sequence[tuple[int, PartyDraft]]) -> set[int]:
    """Add contacts that are not there yet; return whose they are."""
    at = now()
    keys = sorted({key for key, _ in drafts})
    there = set()
    for start in range(0, len(keys), AT_ONCE):
        rows = Contact.objects.filter(party__in=keys[start : start + AT_ONCE])
        there |= set(rows.values_list("party", "kind", "normal"))
    wanted: dict[tuple[int, str, str], Contact] = {}
    for key, draft in drafts:
        for one in draft.contacts:
            normal = one.normal() or ""
            if normal and (key, one.kind, normal) not in there:
                wanted[key, one.kind, normal] = Contact(
                    party_id=key,
                    kind=one.kind,
                    value=one.value.strip(),
                    normal=normal,
                    added_at=at,
                )
    Contact.objects.bulk_create(wanted.values(), batch_size=AT_ONCE)
    return {key for key, _, _ in wanted}
