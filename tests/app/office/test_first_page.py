"""The first page of the day shows to each role what is theirs to do, and nothing empty."""

from __future__ import annotations

import pytest
from builders import a_business, a_program, a_user
from django.utils import translation

from setia.core.roles import Role

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
