"""The gallery: each scheme opens, is kept unchanged, and comes to the amounts of the mission."""

from __future__ import annotations

from datetime import date

import pytest
from builders import a_business, a_user, an_actor
from django.conf import settings as configured
from office.programs.sent import sent_by

from setia.core.clock import today
from setia.core.errors import NotPermitted, Refused
from setia.core.roles import Role
from setia.programs.add_programs import add_programs
from setia.programs.gallery.scheme import schemes
from setia.programs.gallery.worked import worked_example
from setia.programs.models import Program
from setia.programs.read_document import read_document
from setia.programs.write_document import yaml_text

pytestmark = pytest.mark.django_db
A_DAY = date(2026, 10, 20)
AMOUNTS = {
    "commission": {"Ani": 30_000, "Budi": 150_000},
    "sales-targets": {"Ani": 750_000, "Budi": 0},
    "sales-places": {"Ani": 750_000, "Budi": 500_000, "Citra": 0},
    "speed-contest": {"Ani": 700_000, "Budi": 0},
    "achievement-bonus": {"Ani": 625_000, "Budi": 0},
    "growth-rebate": {"Toko Jaya": 800_000, "Toko Baru": 0},
    "mixed-rebate": {"Toko Jaya": 4_500, "Toko Murah": 0},
    "spiff": {"Ani": 2, "Budi": 0},
    "consumer-offer": {"UD Maju": 8_000, "Ani": 20_000, "Rina": 1, "Joko": 0},
    "referral-fee": {"Ayu": 50_000},
    "recruiter-fee": {"Siti": 80_000},
    "friday-charity": {"Toko kita": 1_000},
    "goods-per-dozen": {"Toko Barokah": 2, "Bu Tini": 0},
    "gift-on-big-order": {"Rina": 1, "Joko": 0},
}


@pytest.fixture
def owner(client):
    a_business()
    client.force_login(a_user(Role.OWNER))
    return client


@pytest.mark.parametrize("today", [A_DAY, date(2028, 2, 29), date(2027, 12, 31)], ids=str)
def test_each_scheme_comes_to_the_amounts_of_the_mission_whenever_it_begins(today):
    found = {
        name: {row.who: int(row.amount) for row in worked_example(scheme, today, "id")}
        for name, scheme in schemes().items()
    }
    assert found == AMOUNTS


def test_a_contest_with_places_leaves_the_first_one_empty():
    rows = worked_example(schemes()["sales-places"], A_DAY, "id")
    assert [(row.who, row.place) for row in rows] == [
        ("Ani", 2),
        ("Budi", 3),
        ("Citra", None),
    ]


def test_the_gallery_shows_every_scheme_with_its_amounts(owner):
    page = owner.get("/programs/new/").content.decode()
    for name, scheme in schemes().items():
        assert f'href="/programs/new/{name}/"' in page
        assert scheme.title["id"] in page
    assert "Rp750.000" in page
    assert "Rp700.000" in page


@pytest.mark.parametrize("name", schemes())
def test_a_scheme_that_is_saved_unchanged_is_kept_as_it_is(owner, name):
    address = f"/programs/new/{name}/"
    opened = owner.get(address)
    assert opened.status_code == 200
    answer = owner.post(address, sent_by(opened.content.decode()) | {"act": "save"})
    assert answer.status_code == 302
    begun = [read_document(yaml_text(one)) for one in schemes()[name].documents(today_of())]
    kept = {
        program.code: read_document(program.versions.get().document)
        for program in Program.objects.all()
    }
    assert kept == {plan.id: plan for plan in begun}


def today_of() -> date:
    return today(configured.TIME_ZONE)


def test_parts_of_a_campaign_are_drafted_by_who_may_write_programs_only():
    texts = [yaml_text(one) for one in schemes()["consumer-offer"].documents(A_DAY)]
    with pytest.raises(NotPermitted):
        add_programs(texts, an_actor(Role.SALESPERSON))
    assert not Program.objects.exists()
    assert len(add_programs(texts, an_actor(Role.OWNER))) == 3


def test_a_problem_says_in_which_part_of_a_campaign_it_is():
    texts = [yaml_text(one) for one in schemes()["consumer-offer"].documents(A_DAY)]
    texts[2] = texts[2].replace("flat: 1", "flat: -1")
    with pytest.raises(Refused) as refused:
        add_programs(texts, an_actor())
    assert [(one.at, one.params["plan"]) for one in refused.value.problems] == [
        ("reward.flat", 2)
    ]
    assert not Program.objects.exists()
