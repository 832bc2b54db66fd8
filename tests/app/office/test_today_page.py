"""The page of Today: what is offered, what is kept, and what it costs to look."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import (
    NOON,
    a_business,
    a_line,
    a_number,
    a_party,
    a_product,
    a_user,
    an_actor,
)
from django.db import connection
from django.test.utils import CaptureQueriesContext

from setia.care.models import DayEntry, Quota, Touch
from setia.core.clock import as_if_at
from setia.core.roles import Role
from setia.people.models import Consent, SpecialDate
from setia.promises.make_promise import Terms, make_promise

PLAIN = "x-9-sandi"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon():
    with as_if_at(NOON):
        yield


@pytest.fixture
def bayu():
    a_business()
    return a_user(
        Role.CHANNEL_MANAGER, "bayu", first_name="Bayu", language="en", password=PLAIN
    )


@pytest.fixture
def ani(bayu):
    """Ani has her birthday today, with WhatsApp and Telegram."""
    ani = a_party("R-1", "Ani", caretaker=bayu)
    a_number(ani)
    a_number(ani, "@ani", "telegram")
    SpecialDate.objects.create(party=ani, kind="birthday", day=10, month=11)
    return ani


@pytest.fixture
def page(client, bayu):
    client.force_login(bayu)
    return client


def seen(page, address: str = "/today/") -> str:
    answer = page.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def sent(page, party, headers=None, **rest):
    fields = {"party": party.pk, "how": "chat:whatsapp", "outcome": "talked", "key": "k-1"}
    return page.post("/today/touches/", fields | rest, headers=headers or {})


def test_today_says_why_and_offers_ways_with_words(page, ani):
    told = seen(page)
    assert "Birthday today." in told
    # Words are in the language of the business, whichever the reader has.
    words = "Halo%20Ani%2C%20kami%20semua%20di%20Lumbung%20Jelita"
    assert f"https://wa.me/6281234567890?text={words}" in told
    assert "tel:+6281234567890" in told
    assert "https://t.me/ani?text=" in told


def test_a_broken_promise_leads_to_where_one_says_why(page, ani):
    with as_if_at(NOON - timedelta(days=3)):
        terms = Terms(NOON - timedelta(days=1), "A", "Kirim katalog")
        broken = make_promise("other", ani, terms, an_actor())
    told = seen(page)
    assert "“Kirim katalog” was promised" in told
    assert f'href="/promises/{broken.pk}/"' in told


def test_a_channel_whose_consent_was_taken_back_is_not_offered(page, ani):
    said = {"text": "Ya", "source": "uji", "recorded_at": NOON, "recorded_by": "uji"}
    Consent.objects.create(party=ani, channel="whatsapp", act="withdrawn", at=NOON, **said)
    told = seen(page)
    assert "https://wa.me/" not in told
    assert "Wants no contact by WhatsApp." in told
    assert "tel:+6281234567890" in told


def test_an_outcome_is_kept_and_moves_to_what_is_done(page, ani):
    seen(page)
    assert sent(page, ani, note="Senang").url == "/today/"
    touch = Touch.objects.get()
    assert (touch.party, touch.kind, touch.outcome, touch.note) == (
        ani,
        "chat",
        "talked",
        "Senang",
    )
    assert "Birthday today." not in seen(page)
    assert "Personal chat: Talked" in seen(page, "/today/?show=done")
    assert "1 of 10" in seen(page)


def test_what_was_typed_without_network_keeps_its_moment_and_is_one(page, ani):
    at = NOON - timedelta(hours=2)
    for _ in range(2):
        answer = sent(page, ani, {"Accept": "application/json"}, at=at.isoformat())
        assert answer.json() == {"kept": True}
    assert Touch.objects.get().at == at


@pytest.mark.parametrize("at", ["2026-11-10T23:00:00Z", "kemarin", "2026-99-99T00:00", ""])
def test_a_clock_that_is_ahead_or_odd_says_now(page, ani, at):
    sent(page, ani, at=at)
    assert Touch.objects.get().at == NOON


def test_what_is_refused_says_why_in_both_ways(page, ani):
    answer = sent(page, ani, {"Accept": "application/json"}, how="fax:")
    assert (answer.status_code, answer.json()["kept"]) == (422, False)
    assert answer.json()["why"] == "There is no touch of this kind."
    assert page.post("/today/touches/", {"party": ani.pk}, follow=True).status_code == 200
    assert not Touch.objects.exists()


@pytest.mark.parametrize("party", ["", "x", "999999", "9" * 40, "²"])
def test_somebody_who_is_not_there_cannot_be_turned_to(page, ani, party):
    fields = {"party": party, "how": "chat:", "outcome": "talked"}
    assert page.post("/today/touches/", fields).status_code == 404


def test_a_salesperson_turns_to_nobody_outside_of_their_territories(client, ani):
    sari = a_user(Role.SALESPERSON, "sari", ["Bali"])
    client.force_login(sari)
    assert sent(client, ani).status_code == 404
    assert not Touch.objects.exists()


def test_looking_twice_draws_once(page, ani):
    seen(page)
    seen(page)
    assert DayEntry.objects.count() == 1


def test_who_looks_after_people_begins_with_them(client, ani, bayu):
    fields = {"username": "bayu", "password": PLAIN}
    assert client.post("/session/", fields).url == "/today/"
    client.post("/session/end/")
    assert client.post("/session/", fields | {"next": "/people/"}).url == "/people/"


def test_support_begins_with_the_inbox(client):
    a_business()
    a_user(Role.SUPPORT, "dewi", password=PLAIN)
    fields = {"username": "dewi", "password": PLAIN}
    assert client.post("/session/", fields).url == "/inbox/"


def test_who_looks_after_nobody_is_told_how(client):
    a_business()
    client.force_login(a_user(Role.OWNER, "ratna", language="en"))
    assert "Nobody is yours to look after yet" in seen(client)


def test_today_asks_the_database_as_often_for_twenty_as_for_two(page, ani, bayu):
    product = a_product("A")

    def with_people(*numbers: int) -> None:
        for number in numbers:
            party = a_party(f"S-{number}", caretaker=bayu)
            a_number(party, f"+62811111{number:04}")
            a_line(f"O-{number}", party, product, sold_at=NOON - timedelta(days=30))
            SpecialDate.objects.create(party=party, kind="shop", day=10, month=11)

    with_people(1)
    counts = []
    for day, numbers in ((0, ()), (1, range(2, 20))):
        with_people(*numbers)
        with as_if_at(NOON + timedelta(days=day)):
            for _ in range(2):
                with CaptureQueriesContext(
                    connection,
                ) as asked:
                    seen(page)
                counts.append(len(asked))
    drawing, looking, drawing_many, looking_many = counts
    assert looking == looking_many
    assert drawing == drawing_many


def test_the_owner_sets_a_quota_and_sees_the_week(client, ani):
    owner = a_user(Role.OWNER, "ratna", first_name="Ratna", language="en")
    client.force_login(owner)
    fields = {
        "person": ani.caretaker_id,
        "kind": "parcel",
        "count": 3,
        "span": "month",
        "from_day": "2026-11-10",
    }
    assert client.post("/quotas/", fields).url == "/quotas/"
    quota = Quota.objects.get()
    assert (quota.user_id, quota.count, quota.from_day, quota.set_by) == (
        ani.caretaker_id,
        3,
        date(2026, 11, 10),
        "Ratna",
    )
    assert "0 of 3" in seen(client, "/quotas/")


def test_a_quota_in_the_past_is_refused_on_its_field(client, ani):
    client.force_login(a_user(Role.OWNER, "ratna", language="en"))
    fields = {"person": ani.caretaker_id, "kind": "chat", "count": 3, "span": "day"}
    answer = client.post("/quotas/", fields | {"from_day": "2026-11-09"})
    assert answer.status_code == 422
    assert "A quota begins today or later" in answer.content.decode()
    assert not Quota.objects.exists()


def test_the_proof_says_that_it_is_too_early(client, ani):
    client.force_login(a_user(Role.OWNER, "ratna", language="en"))
    assert "too few to tell" in seen(client, "/quotas/proof/")


def test_a_touch_is_written_down_on_any_day_from_the_persons_page(page, bayu):
    budi = a_party("R-2", "Budi")
    a_number(budi)
    told = seen(page, f"/people/{budi.pk}/touches/")
    assert "https://wa.me/6281234567890?text=Halo%20Budi" in told
    answer = sent(page, budi, how="visit:", back="person", note="Toko ramai")
    assert answer.url == f"/people/{budi.pk}/touches/"
    assert "Visit: Talked" in seen(page, answer.url)
    assert "Toko ramai" in seen(page, f"/people/{budi.pk}/?kind=touch")
