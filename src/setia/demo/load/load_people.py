"""The people of the generated business, with everything one knows about them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

import pyarrow as pa

from setia.core.actor import Actor
from setia.core.clock import now
from setia.demo.business import Business
from setia.people.bulk_register import bulk_register
from setia.people.change_attribute import apply_due_changes
from setia.people.drafts import AddressDraft, ContactDraft, PartyDraft
from setia.people.models import (
    Consent,
    FamilyMember,
    Like,
    Note,
    PartyAttribute,
    SpecialDate,
)
from setia.people.models.knowing import ConsentAct
from setia.people.resolve_code import codes_to_ids

AT_ONCE = 500
Rows = list[dict[str, Any]]


def load_people(business: Business, day: date, by: Actor) -> None:
    """Register everybody as they joined, then what changed and what is known since."""
    bulk_register(_drafts(business), by)
    ids = codes_to_ids(business.parties["party_id"].to_pylist())
    names = dict(
        zip(*(_column(business.parties, n) for n in ("party_id", "name")), strict=True)
    )
    _load_history(business, ids, by)
    _load_days(business, ids)
    _load_knowledge(business, ids, names)
    _load_consents(business, ids, by)
    apply_due_changes(day)


def _column(table: pa.Table, name: str) -> list[Any]:
    values: list[Any] = table[name].to_pylist()
    return values


def _drafts(business: Business) -> list[PartyDraft]:
    contacts: dict[str, list[ContactDraft]] = defaultdict(list)
    for row in business.contacts.to_pylist():
        contacts[row["party_id"]].append(ContactDraft(row["kind"], row["value"]))
    places = {
        row["party_id"]: AddressDraft(
            row["street"], row["city"], row["province"], row["postal_code"]
        )
        for row in business.addresses.to_pylist()
    }
    return [
        PartyDraft(
            name=row["name"],
            role=row["role"],
            code=row["party_id"],
            tier=row["tier"] or "",
            category=row["category"] or "",
            territory=row["territory"] or "",
            parent=row["parent_id"] or "",
            joined_on=row["joined_on"],
            birth_date=row["birth_date"],
            contacts=tuple(contacts[row["party_id"]]),
            address=places.get(row["party_id"], AddressDraft()),
        )
        for row in business.parties.to_pylist()
    ]


def _load_history(business: Business, ids: dict[str, int], by: Actor) -> None:
    at = now()
    PartyAttribute.objects.bulk_create(
        [
            PartyAttribute(
                party_id=ids[row["party_id"]],
                attribute=row["attribute"],
                value=row["value"] or "",
                from_date=row["from_date"],
                recorded_at=at,
                recorded_by=by.name,
            )
            for row in business.party_history.to_pylist()
        ],
        batch_size=AT_ONCE,
    )


def _load_days(business: Business, ids: dict[str, int]) -> None:
    SpecialDate.objects.bulk_create(
        [
            SpecialDate(
                party_id=ids[row["party_id"]],
                kind=row["kind"],
                day=row["on"].day,
                month=row["on"].month,
                year=row["on"].year,
            )
            for row in business.special_dates.to_pylist()
        ],
        batch_size=AT_ONCE,
    )


def _load_knowledge(business: Business, ids: dict[str, int], names: dict[str, str]) -> None:
    FamilyMember.objects.bulk_create(
        [
            FamilyMember(
                party_id=ids[row["party_id"]],
                name=row["name"],
                relation=row["relation"],
                birth_date=row["birth_date"],
            )
            for row in business.family.to_pylist()
        ],
        batch_size=AT_ONCE,
    )
    Like.objects.bulk_create(
        [
            Like(party_id=ids[row["party_id"]], text=row["text"])
            for row in business.likes.to_pylist()
        ],
        batch_size=AT_ONCE,
    )
    Note.objects.bulk_create(
        [
            Note(
                party_id=ids[row["party_id"]],
                text=row["text"],
                at=row["at"],
                by=names.get(row["by"], row["by"]),
            )
            for row in business.notes.to_pylist()
        ],
        batch_size=AT_ONCE,
    )


def _load_consents(business: Business, ids: dict[str, int], by: Actor) -> None:
    at = now()
    Consent.objects.bulk_create(
        [
            Consent(
                party_id=ids[row["party_id"]],
                channel=row["channel"],
                act=ConsentAct.GIVEN,
                text=row["text"],
                source=row["source"],
                at=row["given_at"],
                recorded_at=at,
                recorded_by=by.name,
            )
            for row in business.consents.to_pylist()
        ],
        batch_size=AT_ONCE,
    )
