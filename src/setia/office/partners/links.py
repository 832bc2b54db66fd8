"""Links to partner pages: who asked for one, making it, and taking it back."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from setia.core.clock import now
from setia.core.errors import Conflict, Refused
from setia.core.models import Business
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import tell_outcome, tell_refused
from setia.office.sentences import sentence
from setia.partners.ask_for_link import mail_is_set_up
from setia.partners.jobs import letter
from setia.partners.make_link import make_link, revoke_link, set_aside
from setia.partners.models import LinkAsk, LoginLink, PartnerSession
from setia.partners.open_session import end_session
from setia.partners.waiting_links import waiting_links
from setia.people.models import Contact, Party

MOST_LINKS = 30


@permitted("partner.link")
@require_GET
def partner_links(request: HttpRequest) -> HttpResponse:
    """List who waits for a link, and the links that still open something."""
    actor = actor_at(request)
    alive = LoginLink.objects.filter(
        use=None,
        revocation=None,
        expires_at__gt=now(),
        party__in=Party.objects.visible_to(actor),
    )
    context = {
        "waiting": waiting_links(actor),
        "links": alive.select_related("party")[:MOST_LINKS],
        "by_mail": mail_is_set_up(),
    }
    return render(request, "office/partners/links.html", context)


@permitted("partner.link")
@never_cache
@require_POST
def ask_link(request: HttpRequest, ask: int) -> HttpResponse:
    """Make the link that somebody asked for; it is shown on this answer and never again."""
    asked = get_object_or_404(LinkAsk, pk=ask)
    party = request.POST.get("party", "")
    if not (party.isascii() and party.isdigit() and len(party) < 19):
        return redirect("office:partner-links")
    seen = Party.objects.visible_to(actor_at(request))
    number = asked.normal if asked.kind != "email" else ""
    return _made(request, get_object_or_404(seen, pk=int(party)), asked, number)


@permitted("partner.link")
@never_cache
@require_POST
def person_partner_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a link for somebody who asked in person or by chat."""
    seen = Party.objects.visible_to(actor_at(request))
    party = get_object_or_404(seen, pk=pk)
    return _made(request, party, None, _number(party))


def _made(
    request: HttpRequest, party: Party, ask: LinkAsk | None, number: str
) -> HttpResponse:
    try:
        made = make_link(party, actor_at(request), ask, number)
    except Refused as refused:
        tell_refused(request, refused)
        return redirect("office:person", pk=party.pk)
    except Conflict as conflict:
        messages.error(request, sentence(conflict.code, conflict.params))
        return redirect("office:partner-links")
    owner = made.link.party
    address = reverse("partners:opening", args=[made.token])
    text = _words(owner, request.build_absolute_uri(address))
    digits = (number or _number(owner)).removeprefix("+")
    context = {
        "party": owner,
        "link": made.link,
        "text": text,
        "chat": f"https://wa.me/{digits}?text={quote(text)}",
    }
    return render(request, "office/partners/link.html", context)


@permitted("partner.link")
@require_POST
def ask_end(request: HttpRequest, ask: int) -> HttpResponse:
    """Leave a request without an answer."""
    asked = get_object_or_404(LinkAsk, pk=ask)
    tell_outcome(request, lambda: set_aside(asked, actor_at(request)))
    return redirect("office:partner-links")


@permitted("partner.link")
@require_POST
def partner_link_revocation(request: HttpRequest, link: int) -> HttpResponse:
    """Let a link that was not used open nothing."""
    seen = Party.objects.visible_to(actor_at(request))
    row = get_object_or_404(LoginLink, pk=link, party__in=seen)
    tell_outcome(request, lambda: revoke_link(row, actor_at(request)))
    return redirect("office:partner-links")


@permitted("partner.link")
@require_POST
def person_device_exit(request: HttpRequest, pk: int, session: int) -> HttpResponse:
    """Sign a partner's device out, as when a phone was lost."""
    seen = PartnerSession.objects.visible_to(actor_at(request))
    row = get_object_or_404(seen, pk=session)
    tell_outcome(request, lambda: end_session(row, actor_at(request)))
    return redirect("office:person", pk=pk)


def _words(party: Party, url: str) -> str:
    """Return what to write into the chat, in the language of the business."""
    business = Business.objects.filter(pk=1).first()
    with translation.override(business.language if business else "id"):
        return letter(party.name, business.name if business else "Setia", url)


def _number(party: Party) -> str:
    """Return the number that the chat opens with; none lets the sender choose."""
    rows = Contact.objects.filter(party=party, kind__in=["whatsapp", "phone"])
    first = rows.order_by("-kind", "pk").first()
    return first.normal if first else ""
