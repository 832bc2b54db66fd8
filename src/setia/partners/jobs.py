"""Work of this room that runs beside the pages."""

from __future__ import annotations

from contextlib import suppress

from django.conf import settings
from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from setia.core.actor import system
from setia.core.clock import now
from setia.core.errors import Conflict
from setia.core.models import Business
from setia.partners.having_pages import reached_by
from setia.partners.make_link import LIVES, Made, answer_ask, make_link, revoke_link
from setia.partners.models import LinkAsk


@task()
def send_link(ask: int, links: str) -> str:
    """Send a link by e-mail to who asked for one, if exactly one partner has the address.

    ``links`` is the address below which links open.

    The token is made here, so that no queue ever holds it. Where sending fails, the link is
    taken back and the request goes on waiting for the office: it ends only once it is sent.
    """
    asked = LinkAsk.objects.filter(pk=ask, end=None, asked_at__gt=now() - LIVES).first()
    if asked is None:
        return "too late"
    found = reached_by("email", asked.normal)
    if len(found) != 1:
        return "nobody"
    made = make_link(found[0], system(), to=asked.normal)
    try:
        _send(made, asked.normal, links)
    except Exception:
        revoke_link(made.link, system())
        raise
    # Whoever answered in the meantime has ended the request already.
    with suppress(Conflict):
        answer_ask(asked, made.link, system())
    return "sent"


def _send(made: Made, to: str, links: str) -> None:
    name = made.link.party.name
    business = Business.objects.get(pk=1)
    address = f"{links}{made.token}/"
    with translation.override(business.language):
        subject = _("Your pages at %(business)s") % {"business": business.name}
        text = letter(name, business.name, address)
    send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [to])


def letter(name: str, business: str, address: str) -> str:
    """Return the words that bring a link, in the language of the moment."""
    minutes = int(LIVES.total_seconds() // 60)
    return _(
        "Hello %(name)s, this link opens your pages at %(business)s. It works once, for "
        "%(minutes)s minutes: %(address)s\nGive it to nobody else."
    ) % {"name": name, "business": business, "minutes": minutes, "address": address}
