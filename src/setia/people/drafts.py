"""What somebody wants to register, before it is in the books."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from setia.core.errors import Problem
from setia.core.plain_text import is_plain
from setia.people.models.contact import ContactKind
from setia.people.models.party import PartyRole
from setia.people.phone import normal_phone


@dataclass(frozen=True)
class ContactDraft:
    """A number or address as it was given."""

    kind: str
    value: str

    def normal(self) -> str | None:
        """Return its one form; None where it cannot be one of its kind."""
        text = self.value.strip()
        if self.kind in {ContactKind.PHONE, ContactKind.WHATSAPP}:
            return normal_phone(text)
        if self.kind == ContactKind.EMAIL:
            name, at, host = text.lower().partition("@")
            good = bool(name and at and "." in host) and " " not in text
            return f"{name}@{host}" if good else None
        return text.lower().removeprefix("@") or None


@dataclass(frozen=True)
class AddressDraft:
    """A place as it was given."""

    street: str = ""
    city: str = ""
    province: str = ""
    postal_code: str = ""
    label: str = ""

    def __bool__(self) -> bool:
        return bool(self.street or self.city or self.province)


@dataclass(frozen=True)
class PartyDraft:
    """A party as a form, a file or a call gives it; ``parent`` is a code."""

    name: str
    role: str
    code: str = ""
    tier: str = ""
    category: str = ""
    territory: str = ""
    parent: str = ""
    joined_on: date | None = None
    birth_date: date | None = None
    contacts: tuple[ContactDraft, ...] = ()
    address: AddressDraft = AddressDraft()
    notes: str = ""

    def problems(self) -> list[Problem]:
        """Return everything that is wrong with it, each at its place."""
        found = []
        if not self.name.strip():
            found.append(Problem("party.name_missing", "name"))
        if self.role not in PartyRole.values:
            params = {"role": self.role, "allowed": ", ".join(PartyRole.values)}
            found.append(Problem("party.role_unknown", "role", params))
        for place, text, most in self._bounded():
            if len(text) > most or "\0" in text:
                found.append(Problem("party.too_long", place, {"most": most}))
            elif place == "name" and not is_plain(text):
                found.append(Problem("party.name_unreadable", "name"))
        for number, contact in enumerate(self.contacts):
            if contact.kind not in ContactKind.values or contact.normal() is None:
                params = {"value": contact.value}
                code = f"party.{contact.kind}_wrong"
                known = contact.kind in ContactKind.values
                place = f"contacts[{number}]"
                found.append(
                    Problem(code if known else "party.contact_kind", place, params)
                )
        return found

    def _bounded(self) -> list[tuple[str, str, int]]:
        return [
            ("name", self.name, 160),
            ("code", self.code, 64),
            ("tier", self.tier, 60),
            ("category", self.category, 60),
            ("territory", self.territory, 80),
            ("notes", self.notes, 4_000),
        ]
