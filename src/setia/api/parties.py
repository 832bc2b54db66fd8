"""Parties: found, registered, changed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status

from setia.api.once import OPTIONAL_HEADER, once, tell_replayed
from setia.api.pages import page_of
from setia.api.party_forms import (
    AttributeIn,
    ContactIn,
    PartyChangeIn,
    PartyIn,
    PartyPage,
    PartyQuery,
    PartyWholeOut,
)
from setia.api.problem_details import Refusal
from setia.api.token import Token, actor_at
from setia.api.versions import IF_MATCH, known_version, tell_version
from setia.core.actor import Actor
from setia.core.errors import NotFound
from setia.people.change_attribute import change_attribute
from setia.people.change_party import PartyChange, change_party
from setia.people.drafts import ContactDraft, PartyDraft
from setia.people.keep_details import add_contact
from setia.people.models import Alias, Party
from setia.people.register_party import register_party
from setia.people.resolve_code import resolve_code, with_merged
from setia.people.search_parties import search_parties

router = Router(tags=["parties"])
ONCE = {"parameters": [OPTIONAL_HEADER]}


@router.get("/parties", auth=Token("party.see"), response=PartyPage)
def list_parties(request: HttpRequest, asked: Query[PartyQuery]) -> dict[str, Any]:
    """Find parties; with `q` the best fit comes first. Merged parties are left out."""
    seen = Party.objects.visible_to(actor_at(request)).standing().select_related("parent")
    if asked.role:
        seen = seen.filter(role=asked.role)
    if asked.territory:
        seen = seen.filter(territory=asked.territory)
    rows, following = page_of(request, search_parties(seen, asked.q), asked, "rank", "pk")
    return {"items": [_told(row) for row in rows], "next": following}


@router.get("/parties/{code}", auth=Token("party.see"), response=PartyWholeOut)
def get_party(request: HttpRequest, code: str, response: HttpResponse) -> dict[str, Any]:
    """Return one party. An old code answers with the party that it leads to today."""
    return _whole(_found(code, actor_at(request)), response)


@router.post(
    "/parties",
    auth=Token("party.write"),
    response={201: PartyWholeOut, 200: PartyWholeOut},
    openapi_extra=ONCE,
)
def register(request: HttpRequest, body: PartyIn, response: HttpResponse) -> Status[Any]:
    """Register a party. A repetition with the same key answers 200 with the same party."""
    by = actor_at(request)
    contacts = tuple(ContactDraft(one.kind, one.value) for one in body.contacts)
    draft = PartyDraft(**{**dict(body), "contacts": contacts})
    done = once(request, by, "party", lambda: {"code": register_party(draft, by).code})
    tell_replayed(response, replayed=done.replayed)
    party = _whole(_found(done.answer["code"], by), response)
    return Status(200 if done.replayed else 201, party)


@router.patch(
    "/parties/{code}",
    auth=Token("party.write"),
    response=PartyWholeOut,
    openapi_extra={"parameters": [IF_MATCH]},
)
def change(
    request: HttpRequest, code: str, body: PartyChangeIn, response: HttpResponse
) -> dict[str, Any]:
    """Change what is written about a party, over the version that the caller knows."""
    by = actor_at(request)
    party, version = _found(code, by), known_version(request)
    given = body.model_dump(exclude_unset=True)
    if not given:
        raise Refusal(422, "change.nothing")
    values = {
        "name": party.name,
        "role": party.role,
        "joined_on": party.joined_on,
        "birth_date": party.birth_date,
        "caretaker_id": party.caretaker_id,
    }
    # A name or a role can be changed but not taken away.
    given = {
        k: v for k, v in given.items() if v is not None or k.endswith(("_on", "_date"))
    }
    return _whole(
        change_party(party, PartyChange(**(values | given)), version, by), response
    )


@router.post(
    "/parties/{code}/attributes", auth=Token("party.write"), response={201: PartyWholeOut}
)
def set_attribute(
    request: HttpRequest, code: str, body: AttributeIn, response: HttpResponse
) -> Status[Any]:
    """Set a tier, category, territory or upline from a day on; its history stays.

    Sending the same again changes nothing in what holds.
    """
    by = actor_at(request)
    party = _found(code, by)
    change_attribute(party, body.attribute, body.value, body.from_date, by)
    return Status(201, _whole(party, response))


@router.post(
    "/parties/{code}/contacts", auth=Token("party.write"), response={201: PartyWholeOut}
)
def give_contact(
    request: HttpRequest, code: str, body: ContactIn, response: HttpResponse
) -> Status[Any]:
    """Add a number or address; one that is there already is a conflict."""
    by = actor_at(request)
    party = _found(code, by)
    add_contact(party, ContactDraft(body.kind, body.value), by)
    return Status(201, _whole(party, response))


def _found(code: str, by: Actor) -> Party:
    party = resolve_code(code)
    if party is None or not Party.objects.visible_to(by).filter(pk=party.pk).exists():
        raise NotFound("party", code)
    return party


def _told(party: Party) -> dict[str, Any]:
    names = ("code", "name", "role", "tier", "category", "territory")
    days = ("joined_on", "birth_date", "version")
    return {
        **{name: getattr(party, name) for name in (*names, *days)},
        "parent": party.parent.code if party.parent else None,
    }


def _whole(party: Party, response: HttpResponse) -> dict[str, Any]:
    tell_version(response, party.version)
    mine = with_merged(party.pk)
    old = Alias.objects.filter(party__in=mine).values_list("code", flat=True)
    gone = Party.objects.filter(pk__in=mine - {party.pk}).values_list("code", flat=True)
    return {
        **_told(party),
        "contacts": list(party.contacts.values("kind", "value", "normal")),
        "history": list(party.history.values("attribute", "value", "from_date")),
        "aliases": sorted({*old, *gone}),
    }
