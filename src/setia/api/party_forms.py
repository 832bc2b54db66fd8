"""Parties as they cross the wire."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ninja import Schema
from pydantic import Field

from setia.api.forms import Incoming
from setia.api.pages import PageQuery
from setia.api.values import Day

RoleWord = Literal[
    "distributor", "reseller", "outlet", "salesperson", "customer", "supplier", "charity"
]
ContactWord = Literal["whatsapp", "phone", "telegram", "email"]


class ContactIn(Incoming):
    """A way to reach a party; a phone number in any Indonesian spelling."""

    kind: ContactWord
    value: str = Field(min_length=1, max_length=254, examples=["0812-3456-7890"])


class PartyIn(Incoming):
    """A party to register; without a code it gets the next one."""

    name: str = Field(min_length=1, max_length=160, examples=["Toko Melati"])
    role: RoleWord
    code: str = Field("", max_length=64)
    tier: str = Field("", max_length=60)
    category: str = Field("", max_length=60)
    territory: str = Field("", max_length=80)
    parent: str = Field("", max_length=64, description="The upline's code.")
    joined_on: Day | None = None
    birth_date: Day | None = None
    contacts: list[ContactIn] = Field(default_factory=list, max_length=20)
    notes: str = Field("", max_length=4_000)


class PartyChangeIn(Incoming):
    """What shall be different; what is left out stays."""

    name: str | None = Field(None, min_length=1, max_length=160)
    role: RoleWord | None = None
    joined_on: Day | None = None
    birth_date: Day | None = None


class AttributeIn(Incoming):
    """A tier, category, territory or upline that holds from a day on."""

    attribute: Literal["tier", "category", "territory", "parent_id"]
    value: str = Field(
        max_length=80, description="Empty means none; for an upline, its code."
    )
    from_date: Day


class AttributeOut(Schema):
    """One step of what keeps a history."""

    attribute: str
    value: str
    from_date: date


class ContactOut(Schema):
    """A way to reach a party, as it was given and in its one form."""

    kind: str
    value: str
    normal: str


class PartyOut(Schema):
    """A party as it stands today."""

    code: str
    name: str
    role: str
    tier: str
    category: str
    territory: str
    parent: str | None = Field(description="The upline's code.")
    joined_on: date | None
    birth_date: date | None
    version: int


class PartyWholeOut(PartyOut):
    """A party with contacts, history and the old codes that lead to it."""

    contacts: list[ContactOut]
    history: list[AttributeOut]
    aliases: list[str]


class PartyPage(Schema):
    """One page of parties."""

    items: list[PartyOut]
    next: str | None = Field(description="The address of the next page.")


class PartyQuery(PageQuery):
    """Which parties."""

    q: str = Field("", max_length=100, description="Name, phone, e-mail or code, or parts.")
    role: RoleWord | None = None
    territory: str = Field("", max_length=80)
