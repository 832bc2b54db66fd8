"""Promises: made once, kept or broken by their due moment, excused, given up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import NOON, a_party, a_user, an_actor

from setia.alerts.models import Alert
from setia.core.actor import person
from setia.core.clock import as_if_at
from setia.core.errors import Conflict, NotFound, NotPermitted, Refused
from setia.core.models import TrailEntry
from setia.core.roles import Role
from setia.promises.due import about_to_break, broken
from setia.promises.keep_promise import excuse_promise, keep_promise, release_promise
from setia.promises.kept_rate import Span, Tally, by_kind_and_month, by_party, by_person
from setia.promises.make_promise import Terms, make_promise
from setia.promises.models import Excuse, Keeping, Promise, Release
from setia.promises.tell_broken import look_for_broken

pytestmark = pytest.mark.django_db
DUE = NOON + timedelta(hours=2)
AFTER = DUE + timedelta(seconds=1)


def promised(party=None, due=DUE, kind="answer", ref="chat 1", by=None, **rest) -> Promise:
    party = party or a_party("R-1")
    with as_if_at(NOON):
        return make_promise(kind, party, Terms(due, ref, **rest), by or an_actor())


def state(at) -> list[str]:
    return list(Promise.objects.judged(at).order_by("pk").values_list("state", flat=True))


def test_the_same_promise_sent_twice_is_one():
    party = a_party("R-1")
    assert promised(party) == promised(party)
    assert promised(party, due=AFTER) != promised(party)
    acts = list(TrailEntry.objects.values_list("act", flat=True))
    assert acts == ["promise.made", "promise.made"]


@pytest.mark.parametrize(
    ("kept_at", "then"),
    [(DUE - timedelta(hours=1), "kept"), (DUE, "kept"), (AFTER, "late")],
)
def test_a_promise_is_kept_until_the_last_moment(kept_at, then):
    promise = promised()
    assert state(DUE) == ["due"]
    assert state(AFTER) == ["overdue"]
    with as_if_at(AFTER):
        keep_promise(promise, kept_at, an_actor())
    assert state(AFTER) == [then]


def test_a_promise_is_kept_once_and_not_ahead_of_time():
    promise = promised()
    with as_if_at(DUE):
        with pytest.raises(Refused):
            keep_promise(promise, AFTER, an_actor())
        keep_promise(promise, DUE, an_actor())
        with pytest.raises(Conflict):
            keep_promise(promise, DUE, an_actor())
    assert Keeping.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "terms", "code"),
    [
        ("gift", Terms(DUE, "x"), "promise.kind_unknown"),
        ("other", Terms(DUE, ""), "promise.ref"),
        ("other", Terms(DUE, "x" * 121), "promise.ref"),
        ("other", Terms(DUE, "x", "x" * 301), "promise.text_long"),
        ("other", Terms(DUE, "x", "a\0b"), "promise.text_plain"),
    ],
)
def test_what_cannot_be_kept_by_the_books_is_refused(kind, terms, code):
    with pytest.raises(Refused) as refused:
        make_promise(kind, a_party("R-1"), terms, an_actor())
    assert [one.code for one in refused.value.problems] == [code]
    assert not Promise.objects.exists()


def test_a_broken_promise_is_told_once_to_who_looks_after_the_party():
    bayu = a_user(Role.CHANNEL_MANAGER, "bayu")
    promise = promised(a_party("R-1", caretaker=bayu), text="Harga grosir")
    assert look_for_broken(an_actor(), DUE) == 0
    assert look_for_broken(an_actor(), AFTER) == 1
    assert look_for_broken(an_actor(), AFTER) == 0
    alert = Alert.objects.with_owner().get()
    assert (alert.kind, alert.owner_id) == ("promise_broken", bayu.pk)
    assert alert.params == {
        "to": "Toko R-1",
        "ref": "Harga grosir",
        "text": "Harga grosir",
        "due_on": "2026-11-10",
    }
    with as_if_at(AFTER):
        excuse_promise(promise, "Sudah ditelepon; gudang tutup", an_actor())
        assert look_for_broken(an_actor(), AFTER) == 0
    assert Alert.objects.get().ending.how == "passed"


def test_keeping_too_late_tells_at_once_and_still_owes_a_word():
    promise = promised()
    with as_if_at(AFTER):
        keep_promise(promise, AFTER, an_actor())
        assert Alert.objects.open().count() == 1
        assert list(broken(an_actor())) == [promise]
        excuse_promise(promise, "Lupa", an_actor())
        assert list(broken(an_actor())) == []


def test_only_a_broken_promise_is_excused_and_once():
    promise = promised()
    with as_if_at(DUE), pytest.raises(Refused):
        excuse_promise(promise, "Nanti", an_actor())
    with as_if_at(AFTER):
        excuse_promise(promise, "Hujan", an_actor())
        with pytest.raises(Conflict):
            excuse_promise(promise, "Banjir", an_actor())
        with pytest.raises(Refused):
            excuse_promise(promise, " ", an_actor())
    assert Excuse.objects.get().why == "Hujan"


def test_a_promise_is_given_up_only_before_it_is_due():
    promise, other = promised(), promised(ref="chat 2", party=a_party("R-2"))
    with as_if_at(DUE):
        release_promise(promise, "Sudah tidak perlu", an_actor())
    with as_if_at(AFTER):
        with pytest.raises(Refused):
            release_promise(other, "Sudah tidak perlu", an_actor())
        with pytest.raises(Conflict):
            keep_promise(promise, DUE, an_actor())
    assert state(AFTER) == ["released", "overdue"]
    assert Release.objects.count() == 1


def test_today_hears_what_is_about_to_break_and_what_broke_for_their_own_people():
    here, there = a_party("R-1", territory="Bandung"), a_party("R-2", territory="Bogor")
    mine, _theirs = promised(here), promised(there)
    sari = person(9, "Sari", Role.SALESPERSON, territories=frozenset({"Bandung"}))
    with as_if_at(NOON):
        assert list(about_to_break(sari, DUE)) == [mine]
        assert list(about_to_break(sari, DUE - timedelta(seconds=1))) == []
        assert list(broken(sari)) == []
        assert about_to_break(an_actor(), DUE).count() == 2
    with as_if_at(AFTER):
        assert list(about_to_break(sari, AFTER)) == []
        assert list(broken(sari)) == [mine]


def test_nobody_promises_to_people_whom_they_do_not_see():
    sari = person(9, "Sari", Role.SALESPERSON, territories=frozenset({"Bandung"}))
    with pytest.raises(NotFound):
        promised(a_party("R-2", territory="Bogor"), by=sari)
    promise = promised(a_party("R-3", territory="Bogor"))
    with pytest.raises(NotFound), as_if_at(AFTER):
        keep_promise(promise, DUE, sari)
    with pytest.raises(NotPermitted):
        promised(a_party("R-4"), by=an_actor(Role.PARTNER))


def test_the_rate_is_told_with_its_counts_and_not_of_few():
    bayu = a_user(Role.CHANNEL_MANAGER, "bayu")
    one, other = a_party("R-1"), a_party("R-2")
    kept = [promised(one, ref=f"k {n}", made_by=bayu) for n in range(3)]
    promised(other, ref="broken", made_by=bayu)
    promised(other, ref="ahead", due=NOON + timedelta(days=40))
    with as_if_at(DUE):
        for promise in kept:
            keep_promise(promise, DUE, an_actor())
    span = Span(date(2026, 11, 1), date(2026, 11, 30), AFTER)
    tally = Tally({"kept": 3, "overdue": 1})
    assert by_kind_and_month(span, an_actor()) == {("answer", date(2026, 11, 1)): tally}
    assert by_person(span, an_actor()) == {"bayu": tally}
    assert list(by_party(span, an_actor(), 9).items()) == [
        ((other.pk, "Toko R-2"), Tally({"overdue": 1})),
        ((one.pk, "Toko R-1"), Tally({"kept": 3})),
    ]
    assert (tally.judged, tally.rate) == (4, None)
    assert Tally({"kept": 9, "late": 2, "overdue": 1, "due": 5}).rate == 9 / 12
