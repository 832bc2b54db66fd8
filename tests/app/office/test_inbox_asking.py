"""On the page of hours and promises the question after a solution is switched."""

from __future__ import annotations

import pytest
from builders import NOON, a_business, a_conversation, a_number, a_party, a_user
from django.urls import reverse

from setia.core.clock import now
from setia.core.roles import Role
from setia.helpdesk.ask_solved import solved_asking
from setia.messages.models import ChannelSetup, Inbound

HOURS, ASKING = "/inbox/hours/", "/inbox/asking/"


@pytest.fixture
def lead(client, db):
    a_business()
    client.force_login(a_user(Role.CHANNEL_MANAGER, "bayu"))
    return client


def test_it_begins_and_ends_on_the_page(lead):
    assert b'value="begin"' in lead.get(HOURS).content
    answer = lead.post(ASKING, {"act": "begin"}, headers={"host": "testserver"})
    assert answer.url == HOURS
    row = solved_asking()
    assert (row.by, row.links) == ("bayu", "http://testserver/p/survey/")
    assert b'value="end"' in lead.get(HOURS).content
    lead.post(ASKING, {"act": "end"})
    assert solved_asking() is None


def test_support_reads_whether_it_goes_by_itself_and_cannot_switch_it(client, db):
    a_business()
    client.force_login(a_user(Role.SUPPORT, "dewi"))
    assert ASKING.encode() not in client.get(HOURS).content
    assert client.post(ASKING, {"act": "begin"}).status_code in {403, 404}
    assert solved_asking() is None


def test_who_closes_is_told_that_no_link_is_needed_only_where_it_goes_by_itself(lead):
    ani, budi = a_party("R-1", "Ani"), a_party("R-2", "Budi")
    a_number(ani)
    ChannelSetup.objects.create(channel="whatsapp", changed_at=NOON, changed_by="x")
    Inbound.objects.create(
        channel="whatsapp",
        from_normal="+6281234567890",
        address="+6281234567890",
        kind="text",
        text="Halo",
        at=now(),
        received_at=now(),
        provider_id="wamid.1",
    )
    pages = {
        party.code: reverse("office:conversation", args=[row.pk])
        for party in (ani, budi)
        for row in [a_conversation(party, topic="complaint")]
    }

    def asks(code: str) -> tuple[bool, bool]:
        field = lead.get(pages[code]).context["closing"]["survey"]
        return bool(field.initial), bool(field.help_text)

    assert [asks("R-1"), asks("R-2")] == [(True, False), (True, False)]
    lead.post(ASKING, {"act": "begin"})
    assert [asks("R-1"), asks("R-2")] == [(False, True), (True, False)]
