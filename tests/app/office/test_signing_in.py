"""Signing in: who gets in, how often they may try, and when a session ends."""

from __future__ import annotations

import re

import pytest
from builders import a_business, a_user, an_actor
from django.core.cache import cache
from django.test import Client
from django_otp.oath import totp

from setia.core.manage_user import close_user
from setia.core.models import Business, TrailEntry, User
from setia.core.renew_password import renew_password
from setia.core.roles import Role
from setia.core.second_factor import begun_device, turn_off_second_factor

pytestmark = pytest.mark.django_db
PASSWORD = "kopi-susu-hangat-7"  # noqa: S105 - of a test
IN, OUT = 200, 302


@pytest.fixture(autouse=True)
def nobody_tried_before():
    cache.clear()


@pytest.fixture
def user():
    a_business()
    return a_user(Role.OWNER, "ratna", password=PASSWORD)


def try_to_sign_in(client, username="ratna", password=PASSWORD, **more):
    fields = {"username": username, "password": password, **more}
    return client.post("/session/", fields)


def is_in(client) -> bool:
    return client.get("/").status_code == IN


def test_the_right_password_signs_in(client, user):
    assert try_to_sign_in(client).url == "/"
    assert is_in(client)


@pytest.mark.parametrize(
    ("username", "password"),
    [("ratna", "salah"), ("siapa", PASSWORD), ("", ""), ("ratna\0", "x")],
)
def test_anything_else_does_not_and_says_the_same(client, user, username, password):
    answer = try_to_sign_in(client, username, password)
    assert answer.status_code == 422
    assert not is_in(client)


def test_who_tries_too_often_has_to_wait_even_with_the_right_password(client, user):
    for _ in range(5):
        assert try_to_sign_in(client, password="salah").status_code == 422  # noqa: S106 - of a test
    assert try_to_sign_in(client, password="salah").status_code == 429  # noqa: S106 - of a test
    answer = try_to_sign_in(client)
    assert answer.status_code == 429
    assert "seperempat jam" in answer.content.decode()


def test_others_may_still_try(client, user):
    a_user(Role.FINANCE, "fitri", password=PASSWORD)
    for _ in range(8):
        try_to_sign_in(client, password="salah")  # noqa: S106 - of a test
    assert try_to_sign_in(client, "fitri").status_code == OUT


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [
        ("/people/", "/people/"),
        ("https://example.org/", "/"),
        ("//example.org/", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_signing_in_leads_on_within_the_house_only(client, user, wanted, led_to):
    assert try_to_sign_in(client, next=wanted).url == led_to


def test_a_closed_log_in_ends_its_sessions(client, user):
    a_user(Role.OWNER, "other")
    try_to_sign_in(client)
    close_user(user, an_actor())
    assert not is_in(client)
    assert try_to_sign_in(client).status_code == 422


def test_a_new_password_ends_every_session(client, user):
    try_to_sign_in(client)
    renew_password(user, "teh-manis-dingin-8", an_actor())
    assert not is_in(client)
    assert try_to_sign_in(client, password="teh-manis-dingin-8").status_code == OUT  # noqa: S106 - of a test


def test_whoever_changes_their_own_password_stays_and_is_in_the_trail(client, user):
    try_to_sign_in(client)
    new = "teh-manis-dingin-8"
    fields = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert client.post("/account/password/", fields).status_code == OUT
    assert is_in(client)
    assert TrailEntry.objects.get(act="password.changed").actor_name == "ratna"


def test_an_owner_gives_a_new_password_to_who_forgot_theirs(client, user):
    forgot = a_user(Role.CASHIER, "kasir", password=PASSWORD)
    try_to_sign_in(client)
    address = f"/users/{forgot.pk}/password/"
    assert client.post(address, {"password": "kasir"}).status_code == 422
    assert client.post(address, {"password": "teh-manis-dingin-8"}).status_code == OUT
    forgot.refresh_from_db()
    assert forgot.check_password("teh-manis-dingin-8")


def test_the_second_factor_is_asked_for(client, user):
    try_to_sign_in(client)
    client.get("/account/second-factor/")
    device = begun_device(user)
    code = f"{totp(device.bin_key):06}"
    assert client.post("/account/second-factor/", {"token": code}).status_code == OUT
    client.logout()

    assert try_to_sign_in(client, next="/people/").url == "/session/second-factor/"
    assert not is_in(client)
    assert client.post("/session/second-factor/", {"token": "000000"}).status_code == 422
    assert not is_in(client)


def test_a_code_serves_once(client, user):
    device = begun_device(user)
    device.confirmed = True
    device.save()
    try_to_sign_in(client)
    code = f"{totp(device.bin_key):06}"
    assert client.post("/session/second-factor/", {"token": code}).status_code == OUT
    assert is_in(client)
    client.logout()
    try_to_sign_in(client)
    assert client.post("/session/second-factor/", {"token": code}).status_code == 422


def test_an_owner_turns_off_the_second_factor_of_who_lost_the_phone(user):
    lost = a_user(Role.CASHIER, "kasir")
    device = begun_device(lost)
    device.confirmed = True
    device.save()
    turn_off_second_factor(lost, an_actor())
    assert TrailEntry.objects.get(act="second_factor.off").params == {"user": "kasir"}


def test_an_empty_installation_welcomes_its_owner_once(client):
    assert client.get("/session/").url == "/welcome/"
    fields = {
        "name": "Toko Maju",
        "owner": "Bu Siti",
        "username": "siti",
        "password": PASSWORD,
        "language": "id",
    }
    assert client.post("/welcome/", fields | {"password": "123"}).status_code == 422
    assert Business.objects.count() == 0
    assert client.post("/welcome/", fields).url == "/"
    assert is_in(client)
    assert User.objects.get().role == Role.OWNER
    assert client.get("/welcome/").url == "/session/"
    assert client.post("/welcome/", fields | {"username": "lain"}).url == "/session/"
    assert User.objects.count() == 1


def test_signing_out_takes_a_post(client, user):
    try_to_sign_in(client)
    assert client.get("/session/end/").status_code == 405
    assert is_in(client)
    client.post("/session/end/")
    assert not is_in(client)


def test_a_form_without_its_token_is_refused(user):
    strict = Client(enforce_csrf_checks=True)
    assert try_to_sign_in(strict).status_code == 403


@pytest.mark.parametrize("path", ["/session/", "/", "/people/", "/nowhere/"])
def test_every_page_is_sent_with_its_guards(client, user, path):
    try_to_sign_in(client)
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/session/", "/", "/people/", "/users/", "/imports/new/"])
def test_no_page_has_a_script_or_style_inside(client, user, path):
    try_to_sign_in(client)
    told = client.get(path).content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>", told)
    assert not re.search(r"<style|\sstyle=|\son\w+=", told)


def test_cookies_are_kept_from_scripts_and_other_sites(client, user):
    try_to_sign_in(client)
    for cookie in client.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


def test_a_language_is_kept_with_the_log_in(client, user):
    try_to_sign_in(client)
    client.post("/language/", {"language": "en"})
    assert 'lang="en"' in client.get("/").content.decode()
    client.post("/language/", {"language": "xx"})
    user.refresh_from_db()
    assert user.language == "en"
