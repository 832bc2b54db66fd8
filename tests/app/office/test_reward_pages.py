"""Pages of rewards, as those see them who choose, send, count and let partners join."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from types import SimpleNamespace

import pytest
from builders import a_business, a_party, a_user, approved
from django.core.files.uploadedfile import SimpleUploadedFile
from payouts.paying import on, released
from PIL import Image
from rewards.choosing import OWNER, a_menu, a_reward, stock, won

from setia.core.roles import Role
from setia.documents.kept_photo import photo_bytes
from setia.programs.add_program import add_program
from setia.programs.models import Enrolment, OptIn
from setia.rewards.models import Choice, MenuItem, Reward

PLAN = """
setia: 1
id: spiff
title: {id: SPIFF, en: SPIFF}
period: {from: 2026-11-01, to: 2026-11-30}
eligible: {role: reseller}
reward: {rate: 10%}
"""


@pytest.fixture
def world(own_business, client):
    """Ani won two pieces; a mug and money are on the menu; the last trip is gone."""
    with on("2026-11-10"):
        a_business()
        ani = a_party("R-1", "Ani")
        award = won(ani, 2)
        mug, trip = a_reward("gelas", pieces=1), a_reward("wisata", "trip")
        a_menu(award.program, mug, trip, a_reward("uang", "money"))
        yield SimpleNamespace(
            ani=ani,
            award=award,
            mug=mug,
            partner=a_user(Role.PARTNER, "ani", party_id=ani.pk),
            support=a_user(Role.SUPPORT, "dewi"),
            manager=a_user(Role.CHANNEL_MANAGER, "bayu"),
        )


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def key_on(page):
    return re.search(r'name="key" value="([0-9a-f]{32})"', page.content.decode())[1]


def item(code):
    return MenuItem.objects.get(reward__code=code).pk


def chosen(client, world, code="gelas", **more):
    """Choose on the page as the partner does."""
    client.force_login(world.partner)
    address = f"/rewards/awards/{world.award.pk}/"
    filled = {"item": item(code), "wish": "hitam", "key": key_on(client.get(address))}
    return client.post(address, filled | more)


def test_a_partner_chooses_on_a_page_and_sees_it_among_its_own(client, world):
    client.force_login(world.partner)
    assert f"/rewards/awards/{world.award.pk}/" in text_of(client.get("/rewards/"))
    answer = chosen(client, world)
    choice = Choice.objects.get()
    assert answer.url == f"/rewards/choices/{choice.pk}/"
    assert (choice.reward, choice.wish, choice.by) == (world.mug, "hitam", "ani")
    assert f"/rewards/choices/{choice.pk}/" in text_of(client.get("/rewards/"))


def test_the_same_form_sent_twice_chooses_once(client, world):
    first = chosen(client, world, key="a" * 32)
    again = chosen(client, world, key="a" * 32)
    assert first.url == again.url
    assert Choice.objects.count() == 1


def test_what_is_gone_cannot_be_picked_and_says_so(client, world):
    client.force_login(world.partner)
    page = text_of(client.get(f"/rewards/awards/{world.award.pk}/"))
    gone = re.search(rf'value="{item("wisata")}"[^>]*>', page)[0]
    assert "disabled" in gone
    answer = chosen(client, world, "wisata")
    assert answer.status_code == 422
    assert "Hadiah wisata" in text_of(answer)
    assert Choice.objects.count() == 0


def test_it_is_sent_and_handed_over_with_a_photo(client, world):
    chosen(client, world)
    choice = Choice.objects.get()
    client.force_login(world.support)
    here = f"/rewards/choices/{choice.pk}/"
    sent = {"sent_on": "2026-11-10", "how": "courier", "reference": "JNE-1"}
    client.post(f"{here}fulfilment/", sent)
    assert "JNE-1" in text_of(client.get(here))
    into = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(into, "PNG")
    photo = SimpleUploadedFile("bukti.png", into.getvalue(), "image/png")
    client.post(f"{here}handover/", {"day": "2026-11-10", "photo": photo})
    choice.refresh_from_db()
    shown = client.get(f"{here}photo/")
    assert shown["Content-Type"] == "image/jpeg"
    assert shown.content == photo_bytes(choice.proof.photo, choice.proof.digest)
    assert stock(world.mug) == (0, 0)


def test_a_partner_says_that_it_arrived(client, world):
    chosen(client, world)
    choice = Choice.objects.get()
    client.force_login(world.support)
    sent = {"sent_on": "2026-11-10", "how": "visit"}
    client.post(f"/rewards/choices/{choice.pk}/fulfilment/", sent)
    assert client.post(f"/rewards/choices/{choice.pk}/receipt/").status_code == 404
    client.force_login(world.partner)
    client.post(f"/rewards/choices/{choice.pk}/receipt/")
    choice.refresh_from_db()
    assert choice.proof.way == "partner"


def test_a_partner_changes_its_mind_and_takes_it_back(client, world):
    chosen(client, world)
    first = Choice.objects.get()
    here = f"/rewards/choices/{first.pk}/"
    page = client.get(f"{here}replacement/")
    filled = {"item": item("uang"), "key": key_on(page)}
    client.post(f"{here}replacement/", filled)
    assert Choice.objects.standing().get().reward.code == "uang"
    assert stock(world.mug) == (1, 0)
    chosen(client, world)
    second = Choice.objects.standing().get(reward=world.mug)
    client.post(f"/rewards/choices/{second.pk}/withdrawal/", {"reason": "Tidak jadi"})
    assert stock(world.mug) == (1, 0)


def test_goods_of_a_menu_are_not_handed_over_past_it(client, world):
    client.force_login(a_user(Role.FINANCE, "fitri"))
    assert "Ani" not in text_of(client.get("/payouts/goods/"))
    filled = {"amount": "1", "left": "2"}
    past = client.post(f"/payouts/goods/{world.award.pk}/handover/", filled)
    assert past.status_code == 404


def test_a_reward_is_added_with_its_stock_and_put_on_a_menu(client, world):
    client.force_login(world.manager)
    filled = {"code": "payung", "kind": "goods", "title_id": "Payung", "worth": "50.000"}
    client.post("/rewards/catalogue/new/", filled)
    umbrella = Reward.objects.get(code="payung")
    assert (umbrella.worth_minor, umbrella.cost_minor) == (50_000_00, 50_000_00)
    came = {"what": "received", "pieces": "3", "seen": "0"}
    client.post("/rewards/catalogue/payung/stock/", came)
    client.post("/rewards/catalogue/payung/stock/", came)
    assert stock(umbrella) == (3, 0)
    menu = {"until": "2026-12-31", "within": "7", "seen": "1", "rewards": ["payung"]}
    client.post(f"/programs/{world.award.program.code}/menu/", menu)
    last = MenuItem.objects.order_by("-pk").first()
    assert (last.reward, last.menu.number) == (umbrella, 2)


def test_points_are_spent_on_the_page_of_a_menu(client, world):
    poin = released(world.ani, 150, unit="points", on_day=date(2026, 11, 3))
    client.force_login(world.manager)
    menu = {"until": "2026-12-31", "within": "7", "seen": "0", "price-gelas": "120"}
    client.post(f"/programs/{poin.program.code}/menu/", menu)
    client.force_login(world.partner)
    address = f"/rewards/points/{poin.program.code}/{world.ani.pk}/"
    assert address in text_of(client.get("/rewards/"))
    page = client.get(address)
    there = MenuItem.objects.get(menu__unit="points").pk
    client.post(address, {"item": there, "key": key_on(page)})
    assert Choice.objects.get().spend.points_minor == 120_00


def test_a_partner_joins_on_the_page_of_the_program(client, world):
    with on("2026-10-20"):
        program = add_program(PLAN, OWNER)
        client.force_login(world.manager)
        terms = {"until": "2026-11-20", "text_id": "Saya setuju.", "seen": "0"}
        client.post("/programs/spiff/opt-in/", terms)
        assert OptIn.objects.get().text_id == "Saya setuju."
        approved(program)
    client.force_login(world.partner)
    assert "Saya setuju." in text_of(client.get("/programs/spiff/"))
    client.post("/programs/spiff/enrolments/new/", {"terms": "1"})
    assert Enrolment.objects.get().party == world.ani
    client.force_login(world.manager)
    listed = text_of(client.get("/programs/spiff/enrolments/"))
    assert "Ani" in listed
    one = Enrolment.objects.get()
    client.post(f"/programs/spiff/enrolments/{one.pk}/withdrawal/")
    assert not Enrolment.objects.standing().exists()
    told = client.get("/programs/spiff/awards/2026-11-01/R-1/")
    assert "2026" in text_of(told)
    assert told.templates[0].name == "office/programs/not_joined.html"
    joining = {"terms": "1", "party": "R-1"}
    client.post("/programs/spiff/enrolments/new/", joining)
    assert Enrolment.objects.standing().get().way == "office"
