"""The board of a program as a page: looked at often, at little cost, by those who may."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from builders import a_business, a_line, a_party, a_product, a_promise, a_user
from django.test import Client
from django_tasks_db.models import DBTaskResult

from setia.awards.compute_standing import compute_standing
from setia.core.roles import Role

CONTEST = """
setia: 1
id: lomba
title: {id: Lomba, en: Contest}
period: {from: 2026-11-01, to: 2026-11-30}
measure: quantity
reward: {ranking: [{place: 1, at_least: 4, flat: 500000}, {place: 2, at_least: 3, flat: 200000}]}
"""
ADDRESS = "/programs/lomba/standing/"
NEWER = "fakta yang lebih baru sedang dihitung"


@pytest.fixture(autouse=True)
def a_contest(own_business):
    with time_machine.travel(
        datetime(2026, 11, 20, 7, 3, 5, tzinfo=UTC), tick=False
    ) as clock:
        a_business()
        a_promise(CONTEST)
        goods = a_product("P-1")
        a_line(
            "A", a_party("R-1", "Toko Satu", territory="Bali"), goods, quantity_milli=4_000
        )
        a_line(
            "B", a_party("R-2", "Toko Dua", territory="Jawa"), goods, quantity_milli=2_000
        )
        compute_standing()
        yield clock


def signed_in(role=Role.OWNER, **rest):
    client = Client()
    client.force_login(a_user(role, **rest))
    return client


def known(page):
    return page.context["version"]


def test_the_board_shows_places_prizes_and_the_moment():
    text = signed_in().get(ADDRESS).content.decode()

    assert "Sementara" in text
    assert "Per <strong>14.03.05</strong>" in text
    assert text.index("Toko Satu") < text.index("Toko Dua")
    assert "Rp500.000" in text
    assert "Peringkat 2 menuntut jumlah barang 1 lagi." in text


def test_whoever_has_the_last_board_is_told_so_in_no_bytes():
    client = signed_in()
    version = known(client.get(ADDRESS))

    again = client.get(ADDRESS, {"known": version})

    assert (again.status_code, again.content) == (204, b"")


def test_looking_again_evaluates_nothing():
    client = signed_in()
    version = known(client.get(ADDRESS))
    a_line("C", a_party("R-3"), a_product("P-2"), quantity_milli=9_000)

    assert client.get(ADDRESS, {"known": version}).status_code == 204


def test_once_there_is_a_newer_standing_only_the_board_is_sent(a_contest):
    client = signed_in()
    version = known(client.get(ADDRESS))
    a_line("C", a_party("R-3", "Toko Tiga"), a_product("P-2"), quantity_milli=9_000)
    a_contest.shift(1)
    compute_standing()

    text = client.get(ADDRESS, {"known": version}).content.decode()

    assert "<html" not in text
    assert text.index("Toko Tiga") < text.index("Toko Satu")
    assert "Per <strong>14.03.06</strong>" in text


def test_a_salesperson_sees_places_of_their_own_people_and_nobody_elses_name():
    text = signed_in(Role.SALESPERSON, territories=["Jawa"]).get(ADDRESS).content.decode()

    assert "Toko Dua" in text
    assert "Toko Satu" not in text
    assert "terisi" in text


def test_a_window_that_is_none_is_not_there():
    client = signed_in()

    assert client.get(ADDRESS, {"window": "2026-11-05"}).status_code == 404
    assert client.get(ADDRESS, {"window": "soon"}).status_code == 404


def test_a_whole_page_asks_for_a_newer_standing_and_says_that_one_comes():
    client = signed_in()
    current = client.get(ADDRESS).content.decode()
    a_line("C", a_party("R-3", "Toko Tiga"), a_product("P-2"), quantity_milli=9_000)
    assert not DBTaskResult.objects.exists()

    behind = client.get(ADDRESS).content.decode()

    assert NEWER not in current
    assert NEWER in behind
    assert DBTaskResult.objects.count() == 1
