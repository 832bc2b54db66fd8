"""Links to a survey, shown once to whoever sends them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from setia.people.models import Contact
from setia.surveys.invite import Invited
from setia.surveys.models import Survey
from setia.surveys.send_invitation import PATH, words


@dataclass(frozen=True)
class Link:
    """A link for a person, with the address that opens WhatsApp with it."""

    name: str
    phone: str
    url: str
    by_hand: str


def links_below(request: HttpRequest) -> str:
    """Return the address below which links open, as this browser knows it."""
    return request.build_absolute_uri(PATH)


def show_links(
    request: HttpRequest, survey: Survey, made: Sequence[Invited]
) -> HttpResponse:
    """Show links that were just made; only now, since their tokens are kept nowhere."""
    below = links_below(request)
    phones = _phones(made)
    rows = []
    for one in made:
        party = one.invitation.party
        phone = phones.get(party.pk, "")
        text = words(survey, one, below)
        hand = f"https://wa.me/{phone.removeprefix('+')}?text={quote(text)}"
        rows.append(Link(party.name, phone, f"{below}{one.token}/", hand if phone else ""))
    context = {"survey": survey, "links": rows, "days": 30}
    answer = render(request, "office/surveys/links.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def _phones(made: Sequence[Invited]) -> dict[int, str]:
    """Return a number for each; WhatsApp comes before any other phone."""
    keys = [one.invitation.party_id for one in made]
    rows = Contact.objects.filter(party__in=keys, kind__in=["whatsapp", "phone"])
    return dict(rows.order_by("kind", "-pk").values_list("party", "normal"))
