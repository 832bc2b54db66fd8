"""Who fell silent against their own rhythm is asked once, and reasons are counted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from builders import a_line, a_party, a_product
from hypothesis import given
from hypothesis import strategies as st

from setia.core.clock import as_if_at
from setia.core.errors import Conflict, NotPermitted, Refused
from setia.messages.models import ChannelSetup, Message
from setia.people.models.knowing import Consent
from setia.surveys.ask_silent import (
    ask_about,
    ask_silent,
    begin_asking,
    end_asking,
    unasked,
)
from setia.surveys.find_silences import Quiet, asking_now, find_silences, quiet_on
from setia.surveys.models import Asking, Invitation, Reason, ReasonCode, Silence
from setia.surveys.reason_codes import add_reason_code
from setia.surveys.results_of_reasons import by_category, by_month
from setia.surveys.tell_reason import code_reason, tell_reason

START = date(2026, 9, 1)
THRICE = Asking(tenths=30, least=4)


def every(gap, count):
    return [START + timedelta(days=gap * n) for n in range(count)]


def noon(day):
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


CASES = {
    "not yet at three times ten days": (every(10, 5), 40 + 30, None),
    "one day longer": (every(10, 5), 40 + 31, Quiet(date(2026, 10, 11), 10)),
    "often there, but never before two weeks": (every(1, 5), 4 + 14, None),
    "often there, and over two weeks": (every(1, 5), 4 + 15, Quiet(date(2026, 9, 5), 1)),
    "too few days to know a rhythm": (every(10, 3), 20 + 31, None),
    "gone for long before anybody looked": (every(10, 5), 40 + 61, None),
    "the last day on which it is noticed": (
        every(10, 5),
        40 + 60,
        Quiet(date(2026, 10, 11), 10),
    ),
}


@pytest.mark.parametrize(("days", "later", "quiet"), CASES.values(), ids=CASES.keys())
def test_silence_is_measured_against_ones_own_rhythm(days, later, quiet):
    assert quiet_on(START + timedelta(days=later), days, THRICE) == quiet


@given(st.lists(st.integers(1, 60), min_size=3, max_size=12), st.integers(0, 400))
def test_nobody_who_came_within_three_usual_gaps_is_silent(gaps, later):
    days = [START]
    for gap in gaps:
        days.append(days[-1] + timedelta(days=gap))
    quiet = quiet_on(days[-1] + timedelta(days=later), days, THRICE)
    usual = sorted(gaps)[len(gaps) // 2]
    limit = max(3 * usual, 14)
    assert (quiet is not None) == (limit < later <= limit + 30)


@pytest.fixture
def silent(world):
    """Toko 0 sold every ten days until 11 October, and today is 12 November."""
    product = a_product("P-1")
    for number, day in enumerate(every(10, 5)):
        a_line(f"INV/{number}", world.people[0], product, sold_at=noon(day))
    with as_if_at(noon(date(2026, 10, 1))):
        begin_asking(30, 4, "http://setia.test/p/survey/", world.owner)
    return world


TODAY = date(2026, 11, 12)


def test_each_silence_is_found_once(silent):
    asking = asking_now()
    assert find_silences(TODAY, asking) == 1
    assert find_silences(TODAY, asking) == 0
    assert find_silences(TODAY + timedelta(days=1), asking) == 0
    told = Silence.objects.get()
    assert (told.party, told.since, told.gap_days) == (
        silent.people[0],
        date(2026, 10, 11),
        10,
    )


def test_who_comes_back_and_falls_silent_again_is_found_again(silent):
    with as_if_at(noon(TODAY)):
        ask_silent(silent.system)
    a_line("INV/9", silent.people[0], a_product("P-2"), sold_at=noon(date(2026, 11, 13)))
    again = date(2026, 12, 20)
    with as_if_at(noon(again)):
        ask_silent(silent.system)
    assert [one.since for one in Silence.objects.order_by("since")] == [
        date(2026, 10, 11),
        date(2026, 11, 13),
    ]


def test_who_cannot_be_written_to_waits_for_a_link_that_a_person_sends(silent):
    with as_if_at(noon(TODAY)):
        assert ask_silent(silent.system) == 0
        (waits,) = unasked(silent.support)
        made = ask_about(waits, silent.support)
        assert not unasked(silent.support).exists()
        with pytest.raises(Refused) as refused:
            ask_about(waits, silent.support)
    assert made.invitation.version.survey == silent.open
    assert refused.value.problems[0].code == "survey.asked_already"


def test_who_agreed_is_written_to_by_itself_once(silent, settings):
    settings.EMAIL_HOST = "mail.test"
    party = silent.people[0]
    party.contacts.create(
        kind="email", value="a@b.id", normal="a@b.id", added_at=noon(START)
    )
    ChannelSetup.objects.create(channel="email", changed_at=noon(START), changed_by="x")
    Consent.objects.create(
        party=party,
        channel="email",
        act="given",
        text="Saya setuju",
        source="x",
        at=noon(START),
        recorded_at=noon(START),
        recorded_by="x",
    )
    with as_if_at(noon(TODAY)):
        assert ask_silent(silent.system) == 1
        assert ask_silent(silent.system) == 0

    message = Message.objects.get()
    assert message.to == party
    assert "http://setia.test/p/survey/" in message.text
    assert Invitation.objects.get().ref == "silence 2026-10-11"


def test_nobody_is_asked_by_itself_before_somebody_said_so_nor_after(world):
    with as_if_at(noon(TODAY)):
        assert ask_silent(world.system) == 0
        begin_asking(30, 4, "x", world.owner)
        end_asking(world.owner)
        assert asking_now() is None
        with pytest.raises(Conflict):
            end_asking(world.owner)


@pytest.mark.parametrize(
    ("tenths", "least", "code"),
    [(14, 4, "survey.times_wrong"), (30, 2, "survey.least_wrong")],
)
def test_asking_that_makes_no_sense_is_refused(world, tenths, least, code):
    with pytest.raises(Refused) as refused:
        begin_asking(tenths, least, "x", world.owner)
    assert refused.value.problems[0].code == code
    with pytest.raises(NotPermitted):
        begin_asking(30, 4, "x", world.support)


def test_reasons_are_counted_by_month_and_by_category(world):
    price, stock = (ReasonCode.objects.get(code=one) for one in ("price", "stock"))
    other = a_party("X-1", category="baru")
    for day, party, code in (
        (date(2026, 10, 5), world.people[0], price),
        (date(2026, 11, 5), world.people[1], price),
        (date(2026, 11, 6), other, stock),
    ):
        with as_if_at(noon(day)):
            tell_reason(party, "", code, world.support)
    months = [date(2026, 10, 1), date(2026, 11, 1)]
    assert [(one.counts, one.total) for one in by_month(world.owner, months)] == [
        ([1, 1], 2),
        ([0, 1], 1),
    ]
    heads, rows = by_category(world.owner, months)
    assert heads == ["baru", "inti"]
    assert [list(one.counts) for one in rows] == [[0, 2], [1, 0]]


def test_words_are_sorted_by_a_person_and_the_last_sorting_counts(world):
    reason = tell_reason(world.people[0], "Mahal dan kosong", None, world.support)
    assert reason.code is None
    for code in ("price", "stock"):
        code_reason(reason, ReasonCode.objects.get(code=code), world.support)
    assert Reason.objects.get().code.code == "stock"
    assert reason.codings.count() == 2


def test_a_reason_needs_words_or_a_code(world):
    with pytest.raises(Refused):
        tell_reason(world.people[0], " ", None, world.support)
    with pytest.raises(Refused) as refused:
        add_reason_code("Mahal!", "", "x", world.support)
    assert {one.code for one in refused.value.problems} == {
        "reason.code_wrong",
        "reason.code_name",
    }
    with pytest.raises(Conflict):
        add_reason_code("price", "Harga", "Price", world.support)
