"""Find out who is meant by a code, a number or an address."""

from __future__ import annotations

from dataclasses import dataclass

from setia.core.errors import Problem, Refused
from setia.people.drafts import ContactDraft
from setia.people.models import Contact, Party
from setia.people.phone import normal_phone
from setia.people.resolve_code import resolve_code, survivors


@dataclass(frozen=True)
class Who:
    """A person we know, or the normal form of how a stranger is reached."""

    party: Party | None
    contact: str


def who_is(text: str) -> Who:
    """Return who a code, a number or an address belongs to.

    A number that belongs to one person is theirs; one that several share is a stranger's,
    until somebody says whose it is.

    Raises:
        Refused: It is none of the three.
    """
    told = text.replace("\0", "").strip()
    known = resolve_code(told) if len(told) <= 64 else None
    if known is not None:
        return Who(known, "")
    normal = normal_contact(told)
    if normal is None:
        raise Refused([Problem("helpdesk.contact_wrong", "who")])
    rows = Contact.objects.filter(normal=normal).values_list("party", flat=True)
    ends = survivors()
    keys = {ends.get(key, key) for key in rows}
    return Who(Party.objects.get(pk=keys.pop()) if len(keys) == 1 else None, normal)


def normal_contact(text: str) -> str | None:
    """Return a number or an address in its one form; None where it is neither."""
    if len(text) > 254:
        return None
    if "@" in text:
        return ContactDraft("email", text).normal()
    return normal_phone(text)


def phone_of(party: Party | None, contact: str) -> str:
    """Return the number by which somebody is written to; nothing where there is none."""
    if contact.startswith("+"):
        return contact
    if party is None:
        return ""
    rows = Contact.objects.filter(party=party, kind__in=["whatsapp", "phone"])
    # WhatsApp comes before any other phone.
    return rows.order_by("-kind", "pk").values_list("normal", flat=True).first() or ""
