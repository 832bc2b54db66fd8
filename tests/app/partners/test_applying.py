"""Applications: what is taken, what is refused, and what a decision makes of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import (
    NOON,
    a_business,
    a_number,
    a_party,
    a_user,
    an_actor,
    an_application,
)
from django.test import Client
from django.urls import reverse

from setia.core.clock import as_if_at
from setia.core.errors import Conflict, NotPermitted, Refused
from setia.core.roles import Role
from setia.partners.decide_application import (
    Joining,
    approve_application,
    decline_application,
)
from setia.partners.models import Application, ApplicationDecision
from setia.partners.reasons import reasons_counted
from setia.people.models import Consent, Contact, Party

APPLY = reverse("partners:apply")
FILLED = {
    "name": "Wulan Safitri",
    "phone": "0812-9090-1101",
    "city": "Bandung",
    "territory": "Jawa Barat",
    "reason": "side_job",
    "words": "Punya kios kecil.",
    "agreed": "1",
}


@pytest.fixture
def business(own_business):
    return a_business()


def applied(place="10.0.0.1", at=NOON, **changed):
    with as_if_at(at):
        return Client(REMOTE_ADDR=place).post(APPLY, FILLED | changed)


def test_an_application_is_kept_with_the_words_that_were_agreed_to(business):
    assert applied().url == reverse("partners:applied")
    one = Application.objects.get()
    assert (one.name, one.normal, one.city) == (
        "Wulan Safitri",
        "+6281290901101",
        "Bandung",
    )
    assert (one.reason, one.words) == ("side_job", "Punya kios kecil.")
    assert "Lumbung Jelita" in one.consent_text
    assert one.consent_text in Client().get(APPLY).content.decode()
    assert (one.consent_source, one.at) == ("/p/apply/ (id)", NOON)


WRONG = {
    "no name": {"name": " "},
    "no phone": {"phone": "12"},
    "no city": {"city": ""},
    "no reason": {"reason": ""},
    "a reason that only the office marks": {"reason": "copy"},
    "a reason that there is not": {"reason": "x"},
    "no consent": {"agreed": ""},
    "too long": {"words": "x" * 501},
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_asked_for_again(business, case):
    answer = applied(**WRONG[case])
    assert answer.status_code == 422
    assert not Application.objects.exists()


def test_a_program_that_fills_in_every_field_is_thanked_and_forgotten(business):
    assert applied(website="https://spam.example").url == reverse("partners:applied")
    assert not Application.objects.exists()


def test_who_applies_twice_waits_once(business):
    assert applied().url == applied(name="Wulan lagi").url
    assert [one.name for one in Application.objects.all()] == ["Wulan Safitri"]


def test_one_number_applies_twice_a_day_from_one_place_and_then_hears_why_not(business):
    assert [applied().status_code for _ in range(3)] == [302, 302, 422]
    assert applied(at=NOON + timedelta(hours=25)).status_code == 302


def test_one_place_sends_twenty_applications_a_day(business):
    found = [applied(phone=f"0812-9090-{n:04}").status_code for n in range(21)]
    assert found == [302] * 20 + [422]
    assert Application.objects.count() == 20


def test_an_approved_applicant_is_a_reseller_with_consents_from_that_day(business):
    applied()
    with as_if_at(NOON + timedelta(days=1)):
        party = approve_application(
            Application.objects.get(), Joining("sampingan", "Bandung", "sell"), an_actor()
        )
    assert (party.role, party.category, party.territory) == (
        "reseller",
        "sampingan",
        "Bandung",
    )
    assert Contact.objects.get(party=party).normal == "+6281290901101"
    said = Consent.objects.filter(party=party).order_by("channel")
    assert [(one.channel, one.act, one.at) for one in said] == [
        ("data", "given", NOON),
        ("whatsapp", "given", NOON),
    ]
    assert {one.source for one in said} == {"/p/apply/ (id)"}
    decision = ApplicationDecision.objects.get()
    assert (decision.party, decision.reason, decision.by) == (party, "sell", "Ibu Ratna")


def test_a_declined_applicant_is_in_no_book(business):
    decline_application(an_application(), "copy", "Toko saingan", an_actor())
    assert not Party.objects.exists()
    decision = ApplicationDecision.objects.get()
    assert (decision.approved, decision.why) == (False, "Toko saingan")


def test_without_a_reason_nobody_is_declined(business):
    for reason, why in (("copy", "  "), ("x", "Toko saingan"), ("copy", "x" * 301)):
        with pytest.raises(Refused):
            decline_application(an_application(), reason, why, an_actor())
    assert not ApplicationDecision.objects.exists()


def test_an_application_is_decided_once(business):
    one = an_application()
    decline_application(one, "copy", "Toko saingan", an_actor())
    with pytest.raises(Conflict):
        approve_application(one, Joining("", "", "sell"), an_actor())
    with pytest.raises(Conflict):
        decline_application(one, "sell", "Lagi", an_actor())
    assert not Party.objects.exists()


@pytest.mark.parametrize("role", [Role.SUPPORT, Role.SALESPERSON, Role.PARTNER])
def test_only_owner_and_manager_decide(business, role):
    one = an_application()
    with pytest.raises(NotPermitted):
        approve_application(one, Joining("", "", "sell"), an_actor(role))
    with pytest.raises(NotPermitted):
        decline_application(one, "sell", "x", an_actor(role))


def test_reasons_are_counted_as_the_office_sees_them(business):
    an_application("A", "+628120000001", reason="sell")
    approve_application(
        an_application("B", "+628120000002", reason="sell"),
        Joining("", "", "cheaper"),
        an_actor(),
    )
    decline_application(
        an_application("C", "+628120000003", reason="curious"), "copy", "x", an_actor()
    )
    found = {
        one.reason.value: (one.waiting, one.approved, one.declined)
        for one in reasons_counted()
        if one.count
    }
    assert found == {"sell": (1, 0, 0), "cheaper": (0, 1, 0), "copy": (0, 0, 1)}


def test_the_office_is_told_that_a_number_is_known(business, client):
    a_number(a_party("R-1", "Bu Wulan"), "+6281290901101")
    client.force_login(a_user(Role.OWNER))
    path = reverse("office:application", args=[an_application().pk])
    assert "Bu Wulan" in client.get(path).content.decode()
