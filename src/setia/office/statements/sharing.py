"""Links to statements: given out for chat, and taken back."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from setia.core.models import Business
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import tell_outcome
from setia.office.statements.asked import payee_at
from setia.people.models import Contact, Party
from setia.statements.asked import month_from
from setia.statements.models import StatementLink
from setia.statements.share_statement import Shared, revoke_link, share_statement


@permitted("statement.share")
@never_cache
@require_POST
def statement_links(request: HttpRequest, pk: int, month: str) -> HttpResponse:
    """Make a link; it is shown on this answer and never again, ready to be sent."""
    payee = payee_at(request, pk)
    shared = share_statement(payee, month_from(month), actor_at(request))
    url = request.build_absolute_uri(reverse("portal:statement", args=[shared.token]))
    text = _words(shared, url)
    context = {
        "payee": shared.link.payee,
        "link": shared.link,
        "url": url,
        "text": text,
        "chat": f"https://wa.me/{_number(shared.link.payee)}?text={quote(text)}",
    }
    return render(request, "office/statements/link.html", context)


@permitted("statement.share")
@require_POST
def link_revocation(request: HttpRequest, link: int) -> HttpResponse:
    """Let a link open nothing any more."""
    seen = Party.objects.visible_to(actor_at(request))
    row = get_object_or_404(StatementLink, pk=link, payee__in=seen)
    tell_outcome(request, lambda: revoke_link(row, actor_at(request)))
    return redirect("office:statement", pk=row.payee_id, month=f"{row.month:%Y-%m}")


def _words(shared: Shared, url: str) -> str:
    """Return what to write into the chat, in the language of the business."""
    business = Business.objects.filter(pk=1).first()
    with translation.override(business.language if business else "id"):
        told = _(
            "Hello %(name)s, here is your statement for %(month)s from %(business)s:"
            " %(url)s (opens until %(until)s). Questions? Just reply."
        )
        return told % {
            "name": shared.link.payee.name,
            "month": formats.date_format(shared.link.month, "F Y"),
            "business": business.name if business else "Setia",
            "url": url,
            "until": formats.date_format(shared.link.expires_at, "j M Y"),
        }


def _number(payee: Party) -> str:
    """Return the number that the chat opens with; none lets the sender choose."""
    rows = Contact.objects.filter(party=payee, kind__in=["whatsapp", "phone"])
    first = rows.order_by("-kind", "pk").first()
    return first.normal.removeprefix("+") if first else ""
