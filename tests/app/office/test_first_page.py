"""The first page of the day shows to each role what is theirs to do, and nothing empty."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import (
    a_business,
    a_conversation,
    a_party,
    a_program,
    a_user,
    an_actor,
)
from django.utils import translation

from setia.alerts.raise_alert import Told, raise_alert
from setia.core.clock import as_if_at, now
from setia.core.roles import Role
from setia.promises.make_promise import Terms, make_promise

ORDER, FILE, PROGRAMS, KNOWN = (
    "New order",
    "Import a file",
    "Running programs",
    "People you know",
)
SHOWN = {
    Role.OWNER: {ORDER, FILE, PROGRAMS, KNOWN},
    Role.CHANNEL_MANAGER: {ORDER, FILE, PROGRAMS, KNOWN},
    Role.SALESPERSON: {PROGRAMS, KNOWN},
    Role.FINANCE: {FILE, PROGRAMS, KNOWN},
    Role.SUPPORT: {PROGRAMS, KNOWN},
    Role.CASHIER: {ORDER, KNOWN},
    Role.PARTNER: {PROGRAMS},
    Role.SUPPLIER: set(),
}


def test_the_first_page_says_what_waits_and_leads_there(db, client):
    a_business()
    ani = a_party("R-1", "Ani")
    with as_if_at(now() - timedelta(days=3)):
        a_conversation(ani)
        due = now() + timedelta(days=1)
        make_promise("other", ani, Terms(due, "A", "Katalog"), an_actor())
        raise_alert("price_war", "a", Told("alert.over"), an_actor())
    client.force_login(a_user(Role.OWNER, language="en"))
    told = " ".join(client.get("/").content.decode().split())
    assert 'href="/inbox/?show=overdue"><span class="strong">1</span> Answers' in told
    assert 'href="/promises/?show=broken"><span class="strong">' in told
    assert 'href="/alerts/"><span class="strong">1</span> Open alerts' in told


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("role", Role)
def test_the_first_page_offers_what_the_role_may_do(db, client, role, language):
    a_business()
    a_program()
    client.force_login(a_user(role, language=language))
    told = client.get("/").content.decode()
    with translation.override(language):
        words = {
            words: translation.gettext(words) for words in (ORDER, FILE, PROGRAMS, KNOWN)
        }
    assert {key for key, said in words.items() if f"{said}<" in told} == SHOWN[role]
