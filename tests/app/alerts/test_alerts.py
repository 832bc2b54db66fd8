"""Alerts: once for the same thing, owned, ended, muted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import NOON, a_party, a_user, an_actor

from setia.alerts.end_alert import Ended, end_alert, let_pass
from setia.alerts.kinds import KINDS, alert_kind, label_of
from setia.alerts.models import Alert, Ending, Muting, Taking
from setia.alerts.mute_alerts import Mute, mute_alerts, unmute_alerts
from setia.alerts.raise_alert import Told, raise_alert, told_ever
from setia.alerts.take_alert import take_alert
from setia.core.actor import person
from setia.core.clock import as_if_at
from setia.core.errors import Conflict, NotFound, NotPermitted, Refused
from setia.core.models import Closure, TrailEntry
from setia.core.roles import Role

pytestmark = pytest.mark.django_db
KIND = "test_only"


@pytest.fixture(autouse=True)
def a_declared_kind(monkeypatch):
    monkeypatch.setitem(KINDS, KIND, "Only a test")


def told(about=None, owner=None) -> Told:
    return Told("alert.over", {"price_minor": 100}, about, owner)


def ended(alert, how: str = "solved") -> Ending:
    return end_alert(alert, Ended(how, "Sudah ditelepon"), an_actor())


def test_the_same_thing_is_told_once_while_it_is_open():
    first = raise_alert(KIND, "a", told(), an_actor())
    again = raise_alert(KIND, "a", told(), an_actor())
    other = raise_alert(KIND, "b", told(), an_actor())
    assert (again, other.number) == (first, 1)
    assert list(Alert.objects.order_by("pk").values_list("key", "number")) == [
        ("a", 1),
        ("b", 1),
    ]
    assert list(TrailEntry.objects.values_list("act", flat=True)) == ["alert.raised"] * 2


def test_what_was_ended_can_come_again_and_is_counted():
    ended(raise_alert(KIND, "a", told(), an_actor()))
    second = raise_alert(KIND, "a", told(), an_actor())
    assert (second.number, second.is_open) == (2, True)
    assert told_ever(KIND, ["a", "b"]) == {"a"}
    assert list(Alert.objects.open()) == [second]


def test_an_alert_goes_to_who_is_named_else_to_who_looks_after_the_party():
    bayu, sari = a_user(Role.CHANNEL_MANAGER, "bayu"), a_user(Role.SALESPERSON, "sari")
    party = a_party("R-1", caretaker=bayu)
    raise_alert(KIND, "a", told(party), an_actor())
    raise_alert(KIND, "b", told(party, sari), an_actor())
    raise_alert(KIND, "c", told(), an_actor())
    owners = dict(Alert.objects.with_owner().values_list("key", "owner_id"))
    assert owners == {"a": bayu.pk, "b": sari.pk, "c": None}


def test_nobody_owns_an_alert_by_a_log_in_that_is_closed():
    bayu = a_user(Role.CHANNEL_MANAGER, "bayu")
    Closure.objects.create(user=bayu, at=NOON, by="test")
    alert = raise_alert(KIND, "a", told(a_party("R-1", caretaker=bayu)), an_actor())
    assert not alert.takings.exists()
    with pytest.raises(Refused):
        take_alert(alert, bayu, an_actor())
    assert not Taking.objects.exists()


def test_the_owner_is_whoever_took_it_last_and_taking_it_twice_is_once():
    bayu, sari = a_user(Role.CHANNEL_MANAGER, "bayu"), a_user(Role.SALESPERSON, "sari")
    alert = raise_alert(KIND, "a", told(owner=bayu), an_actor())
    take_alert(alert, sari, an_actor())
    take_alert(alert, sari, an_actor())
    assert Alert.objects.with_owner().get().owner_id == sari.pk
    assert Taking.objects.count() == 2


def test_a_cashier_cannot_own_an_alert():
    alert = raise_alert(KIND, "a", told(), an_actor())
    with pytest.raises(Refused):
        take_alert(alert, a_user(Role.CASHIER, "kasir"), an_actor())


def test_an_alert_ends_once():
    alert = raise_alert(KIND, "a", told(), an_actor())
    ended(alert)
    with pytest.raises(Conflict):
        ended(Alert.objects.get(pk=alert.pk), "mistaken")
    assert Ending.objects.get().how == "solved"


@pytest.mark.parametrize(
    ("how", "why"),
    [("solved", " "), ("gone", "why"), ("solved", "x" * 301), ("solved", "\0")],
)
def test_an_ending_needs_to_say_how_and_why(how, why):
    alert = raise_alert(KIND, "a", told(), an_actor())
    with pytest.raises(Refused):
        end_alert(alert, Ended(how, why), an_actor())
    assert not Ending.objects.exists()


def test_what_is_no_longer_so_passes_by_itself():
    raise_alert(KIND, "a", told(), an_actor())
    passed = let_pass(KIND, "a", an_actor())
    assert (passed.how, let_pass(KIND, "a", an_actor())) == ("passed", None)


def test_muted_kinds_raise_nothing_until_their_day_is_over():
    mute = Mute(KIND, "Stok opname", date(2026, 11, 12))
    with as_if_at(NOON):
        muting = mute_alerts(mute, an_actor())
        assert raise_alert(KIND, "a", told(), an_actor()) is None
    # The end of 12 November in Jakarta is 17:00 UTC.
    with as_if_at(muting.until - timedelta(seconds=1)):
        assert raise_alert(KIND, "a", told(), an_actor()) is None
    with as_if_at(muting.until):
        assert raise_alert(KIND, "a", told(), an_actor()) is not None
    assert muting.until.isoformat() == "2026-11-13T00:00:00+07:00"


def test_a_muting_for_one_party_leaves_the_others_heard():
    one, other = a_party("R-1"), a_party("R-2")
    with as_if_at(NOON):
        mute_alerts(Mute(KIND, "Sedang pindah", date(2026, 11, 12), one), an_actor())
        assert raise_alert(KIND, "a", told(one), an_actor()) is None
        assert raise_alert(KIND, "b", told(other), an_actor()) is not None
        assert raise_alert(KIND, "c", told(), an_actor()) is not None


def test_a_muting_is_taken_back_once():
    with as_if_at(NOON):
        muting = mute_alerts(Mute(KIND, "Salah", date(2026, 11, 12)), an_actor())
        unmute_alerts(muting, an_actor())
        assert raise_alert(KIND, "a", told(), an_actor()) is not None
        with pytest.raises(Conflict):
            unmute_alerts(muting, an_actor())


@pytest.mark.parametrize(
    ("kind", "reason", "until"),
    [
        ("unheard_of", "ok", date(2026, 11, 12)),
        (KIND, " ", date(2026, 11, 12)),
        (KIND, "x" * 301, date(2026, 11, 12)),
        (KIND, "ok", date(2026, 11, 10)),
        (KIND, "ok", date(2028, 1, 1)),
    ],
)
def test_a_muting_needs_a_kind_a_reason_and_a_day_ahead(kind, reason, until):
    with as_if_at(NOON), pytest.raises(Refused):
        mute_alerts(Mute(kind, reason, until), an_actor())
    assert not Muting.objects.exists()


def test_a_salesperson_sees_their_own_people_and_what_they_were_handed():
    sari = a_user(Role.SALESPERSON, "sari")
    actor = person(sari.pk, "Sari", Role.SALESPERSON, territories=frozenset({"Bandung"}))
    here, there = a_party("R-1", territory="Bandung"), a_party("R-2", territory="Bogor")
    raise_alert(KIND, "here", told(here), an_actor())
    hidden = raise_alert(KIND, "there", told(there), an_actor())
    raise_alert(KIND, "handed", told(there, sari), an_actor())
    seen = Alert.objects.visible_to(actor).values_list("key", flat=True)
    assert sorted(seen) == ["handed", "here"]
    with pytest.raises(NotFound):
        end_alert(hidden, Ended("solved", "x"), actor)


def test_partners_see_none_and_a_salesperson_mutes_none():
    raise_alert(KIND, "a", told(a_party("R-1")), an_actor())
    assert not Alert.objects.visible_to(an_actor(Role.PARTNER)).exists()
    with pytest.raises(NotPermitted):
        mute_alerts(Mute(KIND, "x", date(2026, 11, 12)), an_actor(Role.SALESPERSON))


def test_a_kind_is_declared_once_and_an_undeclared_one_is_told_by_its_code():
    with pytest.raises(ValueError, match=KIND):
        alert_kind(KIND, "Again")
    assert (label_of(KIND), label_of("nobody_knows")) == ("Only a test", "nobody_knows")
