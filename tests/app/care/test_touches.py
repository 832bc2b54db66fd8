"""What writing a touch down does, and what it refuses."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import NOON, a_party, a_user, an_actor
from django.db import DatabaseError, transaction

from setia.care.models import Touch
from setia.care.record_touch import Done, record_touch
from setia.core.actor import person
from setia.core.clock import as_if_at
from setia.core.errors import Conflict, NotFound, NotPermitted, Refused
from setia.core.models import TrailEntry
from setia.core.roles import Role
from setia.people.merge_parties import merge_parties
from setia.people.models import Consent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon():
    with as_if_at(NOON):
        yield


@pytest.fixture
def bayu():
    user = a_user(Role.CHANNEL_MANAGER, "bayu")
    return person(user.pk, "Bayu", Role.CHANNEL_MANAGER)


def test_a_touch_keeps_who_how_when_and_what_came_of_it(bayu):
    ani = a_party("R-1", "Ani")
    touch = record_touch(ani, Done("chat", "talked", NOON, " Kabar baik ", "k-1"), bayu)
    kept = Touch.objects.get()
    assert (kept.party, kept.kind, kept.channel, kept.outcome) == (
        ani,
        "chat",
        "whatsapp",
        "talked",
    )
    assert (kept.note, kept.key, kept.by, kept.user_id) == (
        "Kabar baik",
        "k-1",
        "Bayu",
        bayu.id,
    )
    assert touch == kept
    assert TrailEntry.objects.get().act == "touch.recorded"


def test_an_act_that_is_sent_twice_is_one(bayu):
    ani, done = a_party("R-1"), Done("call", "stop", NOON, key="k-1")
    assert record_touch(ani, done, bayu) == record_touch(ani, done, bayu)
    assert (Touch.objects.count(), Consent.objects.count()) == (1, 1)


def test_a_key_names_one_act_only(bayu):
    record_touch(a_party("R-1"), Done("chat", "talked", NOON, key="k-1"), bayu)
    with pytest.raises(Conflict, match=r"touch.key_taken"):
        record_touch(a_party("R-2"), Done("chat", "talked", NOON, key="k-1"), bayu)
    assert Touch.objects.count() == 1


def test_two_acts_without_a_key_are_two(bayu):
    ani = a_party("R-1")
    for _ in range(2):
        record_touch(ani, Done("chat", "no_answer", NOON), bayu)
    assert Touch.objects.count() == 2


@pytest.mark.parametrize(
    ("kind", "channel", "withdrawn"),
    [
        ("chat", "", {"whatsapp"}),
        ("chat", "telegram", {"telegram"}),
        ("call", "", {"phone"}),
        ("visit", "", {"whatsapp", "phone", "telegram", "email"}),
    ],
)
def test_stop_takes_the_consent_of_its_channel_back_at_once(bayu, kind, channel, withdrawn):
    ani = a_party("R-1")
    record_touch(ani, Done(kind, "stop", NOON, channel=channel), bayu)
    acts = set(Consent.objects.values_list("party", "channel", "act", "at"))
    assert acts == {(ani.pk, one, "withdrawn", NOON) for one in withdrawn}


@pytest.mark.parametrize(
    ("outcome", "asked", "back"),
    [
        ("later", None, date(2026, 11, 11)),
        ("later", date(2026, 11, 20), date(2026, 11, 20)),
        ("talked", date(2026, 11, 20), None),
    ],
)
def test_later_comes_back_on_a_day(bayu, outcome, asked, back):
    touch = record_touch(a_party("R-1"), Done("chat", outcome, NOON, back_on=asked), bayu)
    assert touch.back_on == back


def test_complaints_are_read_on_from_a_row(bayu):
    ani = a_party("R-1")
    first = record_touch(ani, Done("chat", "complaint", NOON), bayu)
    record_touch(ani, Done("chat", "talked", NOON), bayu)
    second = record_touch(ani, Done("call", "complaint", NOON), bayu)
    assert list(Touch.objects.complaints_after(0)) == [first, second]
    assert list(Touch.objects.complaints_after(first.pk)) == [second]


@pytest.mark.parametrize(
    ("done", "code"),
    [
        (Done("fax", "talked", NOON), "touch.kind_unknown"),
        (Done("chat", "sold", NOON), "touch.outcome_unknown"),
        (Done("chat", "talked", NOON, "x" * 1001), "touch.note_long"),
        (Done("chat", "talked", NOON, key="k" * 65), "touch.key_long"),
        (Done("chat", "talked", NOON + timedelta(hours=1)), "touch.ahead"),
        (Done("chat", "later", NOON, back_on=date(2026, 11, 10)), "touch.back_on"),
    ],
)
def test_what_cannot_be_a_touch_is_refused(bayu, done, code):
    with pytest.raises(Refused) as refused:
        record_touch(a_party("R-1"), done, bayu)
    assert [one.code for one in refused.value.problems] == [code]
    assert not Touch.objects.exists()


def test_only_who_cares_writes_touches_and_only_of_whom_they_see():
    ani = a_party("R-1", territory="Jakarta")
    with pytest.raises(NotPermitted):
        record_touch(ani, Done("chat", "talked", NOON), an_actor(Role.FINANCE))
    elsewhere = an_actor(Role.SALESPERSON, territories=frozenset({"Bali"}))
    with pytest.raises(NotFound):
        record_touch(ani, Done("chat", "talked", NOON), elsewhere)
    assert not Touch.objects.exists()


def test_a_touch_of_a_merged_party_is_the_kept_ones(bayu):
    gone, kept = a_party("R-1"), a_party("R-2")
    merge_parties(gone, kept, {}, an_actor())

    assert record_touch(gone, Done("chat", "talked", NOON), bayu).party == kept


def test_a_touch_is_never_changed_or_deleted(bayu):
    touch = record_touch(a_party("R-1"), Done("chat", "talked", NOON), bayu)
    for act in (lambda: Touch.objects.update(note="x"), touch.delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()
