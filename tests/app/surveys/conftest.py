from __future__ import annotations

from types import SimpleNamespace

import pytest
from builders import a_business, a_number, a_party, a_user, an_actor

from setia.core.actor import person, system
from setia.core.roles import Role
from setia.surveys.add_survey import add_survey, from_template


@pytest.fixture
def world(db):
    """Two surveys that Ratna made, one of them anonymous, and ten resellers."""
    a_business()
    owner = an_actor()
    dewi = a_user(Role.SUPPORT, "dewi")
    people = [a_party(f"R-{n}", f"Toko {n}", category="inti") for n in range(10)]
    a_number(people[0])
    return SimpleNamespace(
        owner=owner,
        system=system(),
        support=person(dewi.pk, "Dewi", Role.SUPPORT),
        people=people,
        open=add_survey(from_template("why-not-back", anonymous=False), owner),
        nameless=add_survey(from_template("before-service", anonymous=True), owner),
    )
