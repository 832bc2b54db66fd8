"""Ask for a link to one's pages, by phone number or e-mail.

Nothing here depends on whether the name is known: the same rows are written, the same time is
taken, the same answer given. Whose it is, is looked up later, by the job or by the office.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from setia.core.clock import now
from setia.core.errors import Problem, Refused
from setia.partners.jobs import send_link
from setia.partners.limits import LINKS, counted_in
from setia.partners.models import LinkAsk
from setia.people.drafts import ContactDraft
from setia.people.phone import normal_phone

WAITS = timedelta(days=1)
LONGEST = 254


def ask_for_link(name: str, place: str, links: str) -> None:
    """Let a link be sent to whoever has this number or address, if anybody has.

    ``place`` is the network address it is asked from, ``links`` the address below which links
    open.
    Beyond the limits nothing happens, and nothing is told.

    Raises:
        Refused: This is neither a phone number nor an e-mail address.
    """
    kind, normal = _read(name)
    if not counted_in(LINKS, normal, place):
        return
    at = now()
    with transaction.atomic():
        LinkAsk.objects.filter(asked_at__lt=at - WAITS).delete()
        ask = LinkAsk.objects.create(kind=kind, normal=normal, asked_at=at)
        if kind == "email" and mail_is_set_up():
            send_link.enqueue(ask.pk, links)


def mail_is_set_up() -> bool:
    """Tell whether there is a server that e-mail can be given to."""
    return bool(settings.EMAIL_HOST)


def _read(name: str) -> tuple[str, str]:
    text = name.strip()
    if len(text) <= LONGEST and "\0" not in text:
        if "@" in text:
            kind, normal = "email", ContactDraft("email", text).normal()
        else:
            kind, normal = "whatsapp", normal_phone(text)
        if normal:
            return kind, normal
    raise Refused([Problem("partner.name_wrong", "name")])
