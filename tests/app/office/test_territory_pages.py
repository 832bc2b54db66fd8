"""The page of rules shows whose clock counts in each territory, and changes it."""

from __future__ import annotations

import pytest
import time_machine
from builders import NOON, a_business, a_party, a_user
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from setia.core.roles import Role
from setia.messages.models import TerritoryZone

RULES, TERRITORIES = (
    reverse("office:channel-rules"),
    reverse("office:channel-territories"),
)
PLACES = ("Ambon", "Bandung", "Kota Ambon", "Solo")


@pytest.fixture
def owner(client, db):
    with time_machine.travel(NOON, tick=False):
        a_business()
        for number, place in enumerate((*PLACES, "Solo")):
            a_party(f"R-{number}", territory=place)
        client.force_login(a_user(Role.OWNER))
        yield client


def shown(client, **query):
    listing = client.get(RULES, query).context["listing"]
    return [(one.territory, one.people, one.short) for one in listing.rows]


def test_the_territories_that_people_have_are_ticked_and_placed(owner):
    assert shown(owner) == [
        ("Ambon", 1, ""),
        ("Bandung", 1, ""),
        ("Kota Ambon", 1, ""),
        ("Solo", 2, ""),
    ]

    told = {"territory": ["Ambon", "Kota Ambon"], "zone": "Asia/Jayapura", "q": "ambon"}
    answer = owner.post(TERRITORIES, told)

    assert answer.url == f"{RULES}?q=ambon"
    assert shown(owner, q="AMBON") == [("Ambon", 1, "WIT"), ("Kota Ambon", 1, "WIT")]
    assert shown(owner, clock="own") == [("Bandung", 1, ""), ("Solo", 2, "")]
    assert shown(owner, clock="Asia/Makassar") == []
    owner.post(TERRITORIES, {"territory": "Ambon", "zone": "own"})
    assert shown(owner, clock="Asia/Jayapura") == [("Kota Ambon", 1, "WIT")]


@pytest.mark.parametrize(
    "told",
    [
        {"territory": "Ambon"},
        {"territory": "Ambon", "zone": ""},
        {"territory": "Ambon", "zone": "Europe/Paris"},
        {"territory": "Atlantis", "zone": "Asia/Makassar"},
        {"territory": "\0", "zone": "Asia/Makassar", "q": "\0", "clock": "\0", "page": "x"},
        {"zone": "Asia/Makassar"},
    ],
)
def test_what_was_not_chosen_is_told_and_changes_nothing(owner, told):
    answer = owner.post(TERRITORIES, told, follow=True)

    assert [one.level_tag for one in answer.context["messages"]] == ["error"]
    assert not TerritoryZone.objects.exists()


def test_a_place_where_nobody_is_any_more_can_still_be_freed(owner):
    TerritoryZone.objects.create(
        territory="Palu", time_zone="Asia/Makassar", changed_at=NOON, changed_by="Ratna"
    )

    assert shown(owner, q="palu") == [("Palu", 0, "WITA")]
    owner.post(TERRITORIES, {"territory": "Palu", "zone": "own"})

    assert shown(owner, q="palu") == []


def test_hundreds_of_territories_stand_on_pages_and_take_no_more_queries(owner):
    def queries():
        with CaptureQueriesContext(connection) as told:
            assert owner.get(RULES).status_code == 200
        return len(told)

    few = (queries(), queries())[1]
    for number in range(200):
        a_party(f"P-{number}", territory=f"Pulau {number:03}")

    assert queries() == few
    listing = owner.get(RULES, {"page": "3"}).context["listing"]
    assert (listing.count, listing.pages, len(listing.rows)) == (204, 3, 4)


def test_who_may_not_set_up_channels_may_not_place_territories(owner):
    owner.force_login(a_user(Role.CHANNEL_MANAGER))

    told = {"territory": "Ambon", "zone": "Asia/Makassar"}
    assert owner.post(TERRITORIES, told).status_code == 403
    assert not TerritoryZone.objects.exists()
