"""Links to partner pages: who gets one, what it opens, for how long, and how often one asks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import NOON, a_business, a_number, a_party, an_actor
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse
from months import on

from setia.core.clock import as_if_at
from setia.core.errors import Conflict, NotFound, NotPermitted, Refused
from setia.core.models import TrailEntry
from setia.core.roles import Role
from setia.partners.jobs import send_link
from setia.partners.make_link import make_link, revoke_link, set_aside
from setia.partners.models import (
    Attempt,
    LinkAsk,
    LoginLink,
    LoginLinkRevocation,
    LoginLinkUse,
    PartnerSession,
    SessionEnd,
)
from setia.partners.open_session import open_session, session_of
from setia.partners.waiting_links import waiting_links
from setia.people.merge_parties import merge_parties
from setia.people.models import ExtraRole

ASK, OPEN, HOME = reverse("partners:links"), "partners:opening", reverse("partners:home")


@pytest.fixture
def ani(own_business):
    a_business()
    party = a_party("R-1", "Ani")
    a_number(party)
    a_number(party, "ani@toko.example", "email")
    return party


def asked(name, place="10.0.0.1", at=NOON, **more):
    """Ask as a browser without any cookie does."""
    with as_if_at(at):
        return Client(REMOTE_ADDR=place).post(ASK, {"name": name}, **more)


def later(**time):
    return NOON + timedelta(**time)


SPELLINGS = ["081234567890", "0812-3456-7890", "+62 812 3456 7890", "6281234567890"]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_number_in_any_spelling_waits_for_the_office(ani, spelling):
    assert asked(spelling).url == ASK
    with as_if_at(NOON):
        [one] = waiting_links(an_actor())
    assert (one.parties, one.ask.normal) == ((ani,), "+6281234567890")


def test_known_and_unknown_names_are_answered_by_the_same(ani):
    names = ("0812-3456-7890", "0899-0000-1111", "ani@toko.example", "x@toko.example")
    answers = [asked(name) for name in names]
    assert {(one.status_code, one.url, one.content) for one in answers} == {(302, ASK, b"")}
    assert LinkAsk.objects.count() == Attempt.objects.count() == 4
    assert not LoginLink.objects.exists()


def test_only_names_that_a_partner_has_wait_for_the_office(ani):
    a_number(a_party("C-1", role="customer"), "+6281111111111")
    for name in ("0811-1111-1111", "0899-0000-1111"):
        asked(name)
    with as_if_at(NOON):
        assert waiting_links(an_actor()) == []


@pytest.mark.parametrize("name", ["", "siapa saya", "12", "a@b", "\0812", "x" * 300])
def test_what_is_no_number_and_no_address_is_asked_for_again(ani, name):
    assert asked(name).status_code == 422
    assert not LinkAsk.objects.exists()
    assert not Attempt.objects.exists()


def test_a_number_of_two_people_is_left_to_the_office(ani):
    other = a_party("R-2", "Budi")
    a_number(other)
    asked("0812-3456-7890")
    with as_if_at(NOON):
        [one] = waiting_links(an_actor())
    assert one.parties == (ani, other)


def test_asking_twice_waits_once_and_one_link_answers_both(ani):
    asked("0812-3456-7890")
    asked("0812-3456-7890", at=later(minutes=5))
    with as_if_at(later(minutes=6)):
        [one] = waiting_links(an_actor())
        make_link(ani, an_actor(), one.ask)
        assert waiting_links(an_actor()) == []
        with pytest.raises(Conflict):
            make_link(ani, an_actor(), one.ask)
    assert LoginLink.objects.count() == 1


def test_what_is_set_aside_waits_no_more(ani):
    asked("0812-3456-7890")
    with as_if_at(NOON):
        set_aside(LinkAsk.objects.get(), an_actor())
        assert waiting_links(an_actor()) == []
    assert not LoginLink.objects.exists()


def test_what_nobody_answered_in_a_day_goes(ani):
    asked("0812-3456-7890")
    asked("0899-0000-1111", at=later(hours=25))
    assert list(LinkAsk.objects.values_list("normal", flat=True)) == ["+6289900001111"]
    assert Attempt.objects.count() == 1


def test_a_fourth_request_from_the_same_place_is_quietly_ignored(ani):
    answers = [asked("0812-3456-7890") for _ in range(4)]
    assert {(one.status_code, one.url) for one in answers} == {(302, ASK)}
    assert LinkAsk.objects.count() == Attempt.objects.count() == 3


def test_whoever_knocks_in_ones_name_shuts_nobody_out(ani):
    for _ in range(9):
        asked("0812-3456-7890", "10.6.6.6")
    assert LinkAsk.objects.count() == 3
    asked("0812-3456-7890", "10.0.0.1")
    assert LinkAsk.objects.count() == 4


def test_one_name_is_asked_for_eight_times_at_most_from_wherever(ani):
    for number in range(12):
        asked("0812-3456-7890", f"10.0.0.{number}")
    assert LinkAsk.objects.count() == 8


def test_one_place_asks_for_forty_names_at_most(ani):
    for number in range(45):
        asked(f"0899-0000-{number:04}")
    assert LinkAsk.objects.count() == 40


def test_after_a_quarter_of_an_hour_one_may_ask_again(ani):
    for _ in range(4):
        asked("0812-3456-7890")
    asked("0812-3456-7890", at=later(minutes=16))
    assert LinkAsk.objects.count() == 4


def test_behind_a_proxy_the_nearest_address_counts_and_no_invented_one(ani, settings):
    settings.HTTPS = True
    for number in range(5):
        told = {"X-Forwarded-For": f"1.2.3.{number}, 10.9.9.9"}
        asked("0812-3456-7890", headers=told)
    assert LinkAsk.objects.count() == 3


def test_a_link_to_an_address_is_sent_where_a_server_is_set_up(ani, settings):
    settings.EMAIL_HOST = "smtp.example"
    asked("Ani@Toko.example")
    with as_if_at(NOON):
        told = send_link.func(LinkAsk.objects.get().pk, "https://setia.example/p/links/")
        [letter] = mail.outbox
        token = letter.body.split("/p/links/")[1].split("/")[0]
        assert (told, letter.to) == ("sent", ["ani@toko.example"])
        assert open_session(token, "x").session.party == ani
        assert waiting_links(an_actor()) == []


def no_server(*_sent, **_more):
    raise ConnectionRefusedError


def test_where_sending_fails_the_request_waits_and_the_link_opens_nothing(
    ani, settings, monkeypatch
):
    settings.EMAIL_HOST = "smtp.example"
    asked("ani@toko.example")
    monkeypatch.setattr(EmailBackend, "send_messages", no_server)
    with as_if_at(NOON):
        ask = LinkAsk.objects.get()
        with pytest.raises(ConnectionRefusedError):
            send_link.func(ask.pk, "https://x/")
        [one] = waiting_links(an_actor())
        assert (one.ask, one.parties) == (ask, (ani,))
        assert LoginLinkRevocation.objects.get().link == LoginLink.objects.get()
        make_link(ani, an_actor(), ask)
        assert waiting_links(an_actor()) == []


def test_an_office_that_answers_while_a_letter_goes_out_is_in_nobodys_way(
    ani, settings, monkeypatch
):
    settings.EMAIL_HOST = "smtp.example"
    asked("ani@toko.example")
    ask = LinkAsk.objects.get()
    monkeypatch.setattr(
        EmailBackend, "send_messages", lambda *_: make_link(ani, an_actor(), ask)
    )
    with as_if_at(NOON):
        assert send_link.func(ask.pk, "https://x/") == "sent"
        assert waiting_links(an_actor()) == []
    assert (LoginLink.objects.count(), LoginLinkRevocation.objects.count()) == (2, 0)


def test_without_a_server_the_address_waits_for_the_office(ani, settings):
    settings.EMAIL_HOST = ""
    asked("ani@toko.example")
    with as_if_at(NOON):
        [one] = waiting_links(an_actor())
    assert (one.parties, mail.outbox) == ((ani,), [])


def test_nothing_is_sent_to_an_address_of_nobody_or_of_two(ani, settings):
    settings.EMAIL_HOST = "smtp.example"
    a_number(a_party("R-2"), "ani@toko.example", "email")
    for name in ("ani@toko.example", "x@toko.example"):
        asked(name)
    with as_if_at(NOON):
        told = {send_link.func(one.pk, "https://x/") for one in LinkAsk.objects.all()}
    assert (told, mail.outbox) == ({"nobody"}, [])


@pytest.mark.parametrize(
    "role", [Role.SALESPERSON, Role.FINANCE, Role.CASHIER, Role.PARTNER]
)
def test_only_who_may_give_links_makes_one(ani, role):
    with pytest.raises(NotPermitted):
        make_link(ani, an_actor(role))
    assert not LoginLink.objects.exists()


def test_customers_have_no_partner_pages_unless_they_sell_too(ani):
    buyer = a_party("C-1", role="customer")
    with pytest.raises(Refused):
        make_link(buyer, an_actor())
    ExtraRole.objects.create(party=buyer, role="reseller", since=NOON.date())
    assert make_link(buyer, an_actor()).link.party == buyer


def test_the_token_is_kept_nowhere(ani):
    token = make_link(ani, an_actor()).token
    kept = [*LoginLink.objects.values_list(), *TrailEntry.objects.values_list()]
    assert token not in str(kept)
    assert len(token) == 43


def visited(token, **more):
    """Tap the button behind a link, in a browser of one's own."""
    client = Client()
    return client, client.post(reverse(OPEN, args=[token]), **more)


def test_looking_at_a_link_uses_nothing_up_and_one_tap_opens_the_pages(ani):
    token = make_link(ani, an_actor()).token
    for _ in range(3):
        assert Client().get(reverse(OPEN, args=[token])).status_code == 200
    assert not LoginLinkUse.objects.exists()
    client, answer = visited(token)
    assert (answer.status_code, answer.url) == (302, HOME)
    assert "Ani" in client.get(HOME).content.decode()


def test_looking_at_a_made_up_link_looks_like_any_other(ani):
    real = Client().get(reverse(OPEN, args=[make_link(ani, an_actor()).token]))
    made_up = Client().get(reverse(OPEN, args=["x" * 43]))
    assert real.status_code == made_up.status_code == 200


def spoiled(ani):
    yield "made up", "x" * 43
    used = make_link(ani, an_actor()).token
    open_session(used, "x")
    yield "used", used
    gone = make_link(ani, an_actor())
    revoke_link(gone.link, an_actor())
    yield "revoked", gone.token
    with as_if_at(NOON):
        yield "expired", make_link(ani, an_actor()).token
    customer = make_link(ani, an_actor()).token
    yield "of somebody without pages", customer
    type(ani).objects.filter(pk=ani.pk).update(role="customer")


def test_a_link_that_is_used_revoked_expired_or_made_up_opens_nothing(ani):
    tokens = dict(spoiled(ani))
    before = PartnerSession.objects.count()
    answers = {name: visited(token)[1] for name, token in tokens.items()}
    assert {one.status_code for one in answers.values()} == {404}
    told = {one.content.decode().split("<main")[1] for one in answers.values()}
    assert len(told) == 1, "not told apart"
    assert PartnerSession.objects.count() == before


def test_a_used_link_cannot_be_revoked_nor_revoked_twice(ani):
    used, gone = make_link(ani, an_actor()), make_link(ani, an_actor())
    open_session(used.token, "x")
    revoke_link(gone.link, an_actor())
    for link in (used.link, gone.link):
        with pytest.raises(Conflict):
            revoke_link(link, an_actor())


def test_a_link_opens_for_thirty_minutes(ani):
    with as_if_at(NOON):
        early, late = (make_link(ani, an_actor()).token for _ in range(2))
    with as_if_at(later(minutes=29)):
        assert open_session(early, "x").session.party == ani
    with as_if_at(later(minutes=31)), pytest.raises(NotFound):
        open_session(late, "x")


def test_the_cookie_is_of_these_pages_alone_and_no_log_in_of_the_office(ani):
    client, answer = visited(make_link(ani, an_actor()).token)
    cookie = answer.cookies["setia_partner"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/p/", True, "Lax")
    assert "sessionid" not in client.cookies
    assert client.get("/").status_code == 302


def test_over_https_the_cookie_is_sent_over_https_alone(ani, settings):
    settings.HTTPS = True
    _client, answer = visited(make_link(ani, an_actor()).token)
    assert answer.cookies["setia_partner"]["secure"] is True


def test_a_device_stays_signed_in_while_it_is_used_and_half_a_year_at_most(ani):
    with as_if_at(NOON):
        opened = open_session(make_link(ani, an_actor()).token, "x")
    for days in range(20, 180, 20):
        with as_if_at(later(days=days)):
            assert session_of(opened.token) is not None
    with as_if_at(later(days=181)):
        assert session_of(opened.token) is None


def test_a_device_that_is_not_used_for_a_month_is_signed_out(ani):
    with as_if_at(NOON):
        opened = open_session(make_link(ani, an_actor()).token, "x")
    with as_if_at(later(days=29)):
        assert session_of(opened.token) is not None
    with as_if_at(later(days=60)):
        assert session_of(opened.token) is None


def test_who_no_longer_sells_is_signed_out(ani):
    opened = open_session(make_link(ani, an_actor()).token, "x")
    type(ani).objects.filter(pk=ani.pk).update(role="customer")
    assert session_of(opened.token) is None


def test_after_a_merge_the_pages_are_of_the_one_that_was_kept(ani):
    budi = a_party("R-2", "Budi")
    opened = open_session(make_link(ani, an_actor()).token, "x")
    merge_parties(ani, budi, {}, an_actor())
    client = Client()
    client.cookies["setia_partner"] = opened.token
    assert "Budi" in client.get(HOME).content.decode()


def test_signing_out_ends_the_session_and_not_only_the_cookie(ani):
    client, answer = visited(make_link(ani, an_actor()).token)
    token = answer.cookies["setia_partner"].value
    client.post(reverse("partners:exit"))
    assert session_of(token) is None
    assert SessionEnd.objects.get().by == "Ani"


def test_one_device_signs_another_out(ani):
    one, _ = visited(make_link(ani, an_actor()).token)
    other, answer = visited(
        make_link(ani, an_actor()).token,
        headers={"User-Agent": "Mozilla/5.0 (Linux; Android 12) Chrome/120 Mobile Safari"},
    )
    devices = one.get(reverse("partners:devices")).content.decode()
    assert "Chrome, Android" in devices
    session = PartnerSession.objects.latest("pk")
    one.post(reverse("partners:device-exit", args=[session.pk]))
    assert session_of(answer.cookies["setia_partner"].value) is None
    assert other.get(reverse("partners:earnings")).url == HOME


def test_nobody_signs_out_a_device_of_somebody_else(ani):
    client, _ = visited(make_link(ani, an_actor()).token)
    theirs = open_session(make_link(a_party("R-2"), an_actor()).token, "x")
    answer = client.post(reverse("partners:device-exit", args=[theirs.session.pk]))
    assert answer.status_code == 404
    assert session_of(theirs.token) is not None


def test_every_step_is_in_the_trail(ani):
    with on("2026-11-10"):
        made = make_link(ani, an_actor())
        client, _ = visited(made.token)
        client.post(reverse("partners:exit"))
    acts = TrailEntry.objects.order_by("number").values_list("act", "actor_kind")
    assert list(acts) == [
        ("partner.link_made", "user"),
        ("partner.session_opened", "partner"),
        ("partner.session_ended", "partner"),
    ]
