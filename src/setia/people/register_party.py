"""Take one party into the books."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Problem, Refused
from setia.core.permissions import Reach
from setia.core.record_event import record_event
from setia.people.drafts import PartyDraft
from setia.people.events import REGISTERED
from setia.people.models import Address, Alias, Contact, Note, Party, PartyAttribute
from setia.people.models.history import SINCE_EVER, Attribute
from setia.people.name_key import name_key
from setia.people.resolve_code import resolve_code


def register_party(draft: PartyDraft, by: Actor) -> Party:
    """Register a party with what is known of it; without a code it gets the next one.

    Raises:
        NotPermitted: The actor may not register people.
        Refused: Everything that is wrong with the draft.
        Conflict: Somebody has the code already, perhaps as an old one.
    """
    by.must("party.write")
    parent = resolve_code(draft.parent) if draft.parent else None
    problems = draft.problems()
    if draft.parent and parent is None:
        problems.append(Problem("party.parent_unknown", "parent", {"code": draft.parent}))
    if by.reach == Reach.TERRITORY and draft.territory not in by.territories:
        problems.append(Problem("party.other_territory", "territory"))
    if problems:
        raise Refused(problems)
    if draft.code and Alias.objects.filter(code=draft.code).exists():
        raise Conflict("party.code_taken", code=draft.code)
    try:
        with transaction.atomic():
            party = _added(draft, parent)
            add_details(party, draft, by)
            record_event(
                REGISTERED,
                by,
                ("party", party.pk),
                {"party": party.name},
                after={"code": party.code, "name": party.name, "role": party.role},
            )
    except IntegrityError as error:
        raise Conflict("party.code_taken", code=draft.code) from error
    return party


def _added(draft: PartyDraft, parent: Party | None) -> Party:
    """Insert the row; its own number makes the code of one that has none."""
    party = Party.objects.create(
        # Nobody can ask for a code that begins with a blank, so this one is free.
        code=draft.code.strip() or f" new {now().timestamp()}",
        name=draft.name.strip(),
        name_key=name_key(draft.name),
        role=draft.role,
        tier=draft.tier.strip(),
        category=draft.category.strip(),
        territory=draft.territory.strip(),
        parent=parent,
        joined_on=draft.joined_on,
        birth_date=draft.birth_date,
        registered_at=now(),
    )
    if not draft.code.strip():
        party.code = f"P-{party.pk:06d}"
        party.save(update_fields=["code"])
    return party


def add_details(party: Party, draft: PartyDraft, by: Actor) -> None:
    """Add contacts, the place, the first values of what keeps a history, and the note."""
    at = now()
    Contact.objects.bulk_create(
        [
            Contact(
                party=party,
                kind=one.kind,
                value=one.value.strip(),
                normal=one.normal() or "",
                added_at=at,
            )
            for one in draft.contacts
        ],
        ignore_conflicts=True,
    )
    if draft.address:
        place = draft.address
        Address.objects.create(
            party=party,
            label=place.label,
            street=place.street,
            city=place.city,
            province=place.province,
            postal_code=place.postal_code,
        )
    PartyAttribute.objects.bulk_create(
        PartyAttribute(
            party=party,
            attribute=attribute,
            value=value,
            from_date=SINCE_EVER,
            recorded_at=at,
            recorded_by=by.name,
        )
        for attribute, value in first_values(party).items()
        if value
    )
    if draft.notes.strip():
        Note.objects.create(party=party, text=draft.notes.strip(), at=at, by=by.name)


def first_values(party: Party) -> dict[str, str]:
    """Return what keeps a history, as its rows spell it."""
    return {
        Attribute.TIER: party.tier,
        Attribute.CATEGORY: party.category,
        Attribute.TERRITORY: party.territory,
        Attribute.PARENT: party.parent.code if party.parent else "",
    }
