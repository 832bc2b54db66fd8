"""Log-ins of the demo: one for each role, with a password that everybody may know."""

from __future__ import annotations

from dataclasses import dataclass

from setia.core.actor import Actor
from setia.core.manage_user import UserDraft, add_user
from setia.core.models import User
from setia.core.roles import Role
from setia.people.actor_of import actor_of
from setia.people.models import Party

PASSWORD = "lumbung-jelita"  # noqa: S105 - printed when the demo starts; it guards nothing
NAMES = {
    Role.OWNER: ("ratna", "Ratna Puspita"),
    Role.CHANNEL_MANAGER: ("bayu", "Bayu Pratama"),
    Role.SALESPERSON: ("sari", "Sari Wulandari"),
    Role.FINANCE: ("fitri", "Fitri Handayani"),
    Role.SUPPORT: ("dewi", "Dewi Lestari"),
    Role.CASHIER: ("kasir", "Kiki Amalia"),
    Role.PARTNER: ("mitra", ""),
    Role.SUPPLIER: ("prinsipal", ""),
}


@dataclass(frozen=True)
class LogIn:
    """Who can sign in, as what."""

    username: str
    role: Role


def log_ins() -> list[LogIn]:
    """Return the log-ins that the demo prints."""
    return [LogIn(username, role) for role, (username, _) in NAMES.items()]


def actor_named(username: str) -> Actor:
    """Return the actor of one of the log-ins."""
    return actor_of(User.objects.get(username=username))


def give_log_ins(by: Actor) -> None:
    """Give each role its log-in; partner and supplier are parties of the business."""
    partner = Party.objects.filter(role="reseller").order_by("pk")
    supplier = Party.objects.filter(role="supplier").order_by("pk")
    for role, (username, name) in NAMES.items():
        party = None
        if role == Role.PARTNER:
            # The reseller with most sales lately has most to see.
            party = partner.filter(sold__isnull=False).order_by("-sold__sold_at").first()
        elif role == Role.SUPPLIER:
            party = supplier.first()
        draft = UserDraft(
            username,
            name or (party.name if party else username),
            role,
            territories=("Jawa Barat", "Jabodetabek") if role == Role.SALESPERSON else (),
            party_id=party.pk if party else None,
        )
        add_user(draft, PASSWORD, by)
