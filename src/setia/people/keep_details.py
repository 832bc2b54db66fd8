"""Write down what one learns about a party, and take back what was wrong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.record_event import record_event
from setia.people.drafts import ContactDraft
from setia.people.events import (
    CONSENT_RECORDED,
    CONTACT_ADDED,
    CONTACT_REMOVED,
    DETAIL_ADDED,
    DETAIL_REMOVED,
)
from setia.people.models import (
    Address,
    Consent,
    Contact,
    FamilyMember,
    Like,
    Note,
    Party,
    SpecialDate,
)

DETAILS: dict[str, type[models.Model]] = {
    "address": Address,
    "date": SpecialDate,
    "family": FamilyMember,
    "like": Like,
    "note": Note,
}


def add_contact(party: Party, draft: ContactDraft, by: Actor) -> Contact:
    """Add a number or address.

    Raises:
        NotPermitted: The actor may not change people.
        Refused: It cannot be one of its kind.
        Conflict: The party has it already.
    """
    _must_see(party, by)
    normal = draft.normal()
    if normal is None:
        wrong = Problem(f"party.{draft.kind}_wrong", "value", {"value": draft.value})
        raise Refused([wrong])
    try:
        with transaction.atomic():
            added = Contact.objects.create(
                party=party,
                kind=draft.kind,
                value=draft.value.strip(),
                normal=normal,
                added_at=now(),
            )
            params = {"party": party.name, "value": added.value}
            record_event(CONTACT_ADDED, by, ("party", party.pk), params)
    except IntegrityError as error:
        raise Conflict("party.contact_known", value=draft.value) from error
    return added


def remove_contact(contact: Contact, by: Actor) -> None:
    """Take a number away that no longer leads to the party; the trail keeps it."""
    party = contact.party
    _must_see(party, by)
    before = {"kind": contact.kind, "value": contact.value, "normal": contact.normal}
    with transaction.atomic():
        if not Contact.objects.filter(pk=contact.pk).delete()[0]:
            raise Conflict("party.detail_gone")
        params = {"party": party.name, "value": contact.value}
        record_event(CONTACT_REMOVED, by, ("party", party.pk), params, before=before)


def add_detail(
    party: Party, kind: str, values: Mapping[str, Any], by: Actor
) -> models.Model:
    """Write down an address, a special date, a family member, a like or a note."""
    _must_see(party, by)
    model = DETAILS[kind]
    stamp = {"at": now(), "by": by.name} if model is Note else {}
    with transaction.atomic():
        added = model._default_manager.create(party=party, **values, **stamp)  # noqa: SLF001 - Django's public way
        params = {"party": party.name, "what": str(added)}
        record_event(DETAIL_ADDED, by, ("party", party.pk), params, after=dict(values))
    return added


def remove_detail(party: Party, kind: str, key: int, by: Actor) -> None:
    """Take back something that was wrong; the trail keeps what it was."""
    _must_see(party, by)
    rows = DETAILS[kind]._default_manager.filter(party=party, pk=key)  # noqa: SLF001 - as above
    with transaction.atomic():
        found = rows.first()
        if found is None or not rows.delete()[0]:
            raise Conflict("party.detail_gone")
        params = {"party": party.name, "what": str(found)}
        record_event(DETAIL_REMOVED, by, ("party", party.pk), params, before=params)


def record_consent(
    party: Party, channel: str, act: str, words: tuple[str, str], at: datetime, by: Actor
) -> Consent:
    """Keep proof of a consent given or taken back: its text and where it was given."""
    _must_see(party, by)
    text, source = words
    problems = [
        Problem("party.consent_incomplete", place)
        for place, value in (("text", text), ("source", source))
        if not value.strip()
    ]
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        consent = Consent.objects.create(
            party=party,
            channel=channel,
            act=act,
            text=text.strip(),
            source=source.strip(),
            at=at,
            recorded_at=now(),
            recorded_by=by.name,
        )
        params = {
            "party": party.name,
            "channel": str(channel),
            "act": str(act),
        }
        record_event(CONSENT_RECORDED, by, ("party", party.pk), params)
    return consent


def _must_see(party: Party, by: Actor) -> None:
    by.must("party.write")
    if not Party.objects.visible_to(by).filter(pk=party.pk).exists():
        raise NotFound("party", party.code)
