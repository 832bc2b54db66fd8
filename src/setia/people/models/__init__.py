"""The tables of this room."""

from __future__ import annotations

from setia.people.models.contact import Address, Contact
from setia.people.models.history import PartyAttribute
from setia.people.models.knowing import (
    Consent,
    FamilyMember,
    Like,
    Note,
    SpecialDate,
)
from setia.people.models.merge import Alias, Merge, NotDuplicate
from setia.people.models.party import ExtraRole, Party

__all__ = [
    "Address",
    "Alias",
    "Consent",
    "Contact",
    "ExtraRole",
    "FamilyMember",
    "Like",
    "Merge",
    "NotDuplicate",
    "Note",
    "Party",
    "PartyAttribute",
    "SpecialDate",
]
