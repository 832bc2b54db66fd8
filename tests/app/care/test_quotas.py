"""What was asked for and what was made, as of Tuesday 10 November 2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import NOON, a_party, a_user, an_actor

from setia.care.models import Quota, Touch
from setia.care.quotas import filled_quotas, touches_by_day
from setia.care.record_touch import Done, record_touch
from setia.care.set_quota import QuotaDraft, people_with_authority, set_quota
from setia.core.clock import as_if_at
from setia.core.errors import NotPermitted, Refused
from setia.core.roles import Role

DAY = date(2026, 11, 10)


def touched(world, kind: str, days_ago: int, times: int, outcome: str = "talked") -> None:
    at = NOON - timedelta(days=days_ago)
    with as_if_at(at):
        for _ in range(times):
            record_touch(world.ani, Done(kind, outcome, at), world.manager)


def filled(world, kind: str):
    found = filled_quotas([world.bayu.pk], DAY)[world.bayu.pk]
    return next(one for one in found if one.kind == kind)


def told(world) -> list[tuple[str, str, int]]:
    found = filled_quotas([world.bayu.pk], DAY)[world.bayu.pk]
    return [(str(one.kind), str(one.span), one.now.asked) for one in found]


def test_who_looks_after_somebody_is_asked_for_ten_chats_a_day_and_ten_calls_a_week(world):
    assert told(world) == [("chat", "day", 10), ("call", "week", 10)]


def test_who_looks_after_nobody_is_asked_for_nothing(world):
    assert filled_quotas([world.sari.pk], DAY) == {world.sari.pk: []}


@pytest.mark.parametrize("outcome", ["talked", "no_answer", "later", "complaint", "stop"])
def test_a_touch_counts_whatever_the_answer(world, outcome):
    touched(world, "chat", 0, 1, outcome)
    assert (filled(world, "chat").now.done, filled(world, "chat").open) == (1, 9)


def test_a_week_begins_on_monday(world):
    touched(world, "call", 1, 2)
    touched(world, "call", 2, 4)
    call = filled(world, "call")
    assert (call.now.done, call.past[0].done) == (2, 4)


def test_a_streak_counts_filled_days_and_sundays_neither_break_nor_add(world):
    # Saturday, Monday and today were filled; Sunday was nobody's; Friday was not filled.
    for days_ago, times in ((0, 10), (1, 10), (3, 12), (4, 9)):
        touched(world, "chat", days_ago, times)
    chat = filled(world, "chat")
    assert (chat.streak, chat.open) == (3, 0)
    assert [one.done for one in chat.past[:3]] == [10, 12, 9]


def test_an_unfilled_present_breaks_no_streak(world):
    touched(world, "chat", 1, 10)
    assert filled(world, "chat").streak == 1


def test_missed_are_past_days_that_were_not_filled(world):
    touched(world, "chat", 1, 10)
    chat = filled(world, "chat")
    # Four weeks back without Sundays are 23 days before today.
    assert (len(chat.past), chat.missed) == (23, 22)


def test_a_quota_counts_from_its_day_and_what_was_before_stays(world):
    with as_if_at(NOON - timedelta(days=10)):
        set_quota(world.bayu, QuotaDraft("chat", "day", 4, date(2026, 11, 9)), an_actor())
    chat = filled(world, "chat")
    assert (chat.now.asked, chat.past[0].asked, chat.past[1].asked) == (4, 4, 10)


def test_nought_asks_for_none(world):
    set_quota(world.bayu, QuotaDraft("chat", "day", 0, DAY), an_actor())
    assert told(world) == [("call", "week", 10)]


def test_a_month_is_a_span_as_well(world):
    set_quota(world.sari, QuotaDraft("parcel", "month", 3, DAY), an_actor())
    (one,) = filled_quotas([world.sari.pk], DAY)[world.sari.pk]
    assert (one.kind, one.now.start, one.now.asked) == ("parcel", date(2026, 11, 1), 3)


def test_the_week_counts_touches_of_all_kinds_by_day(world):
    touched(world, "chat", 0, 2)
    touched(world, "visit", 0, 1)
    touched(world, "chat", 2, 5)
    assert touches_by_day([world.bayu.pk], DAY) == {(world.bayu.pk, DAY): 3}


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (QuotaDraft("fax", "day", 1, DAY), "quota.kind"),
        (QuotaDraft("chat", "year", 1, DAY), "quota.span"),
        (QuotaDraft("chat", "day", -1, DAY), "quota.count"),
        (QuotaDraft("chat", "day", 1001, DAY), "quota.count"),
        (QuotaDraft("chat", "day", 1, date(2026, 11, 9)), "quota.past"),
    ],
)
def test_what_cannot_be_a_quota_is_refused(world, draft, code):
    with pytest.raises(Refused) as refused:
        set_quota(world.bayu, draft, an_actor())
    assert [one.code for one in refused.value.problems] == [code]
    assert not Quota.objects.exists()


def test_only_people_with_authority_are_asked_and_only_by_who_may(world):
    draft = QuotaDraft("chat", "day", 1, DAY)
    cashier = a_user(Role.CASHIER, "kasir")
    with pytest.raises(Refused, match=r"quota.person"):
        set_quota(cashier, draft, an_actor())
    with pytest.raises(NotPermitted):
        set_quota(world.bayu, draft, an_actor(Role.SALESPERSON))
    assert [one.username for one in people_with_authority()] == ["bayu", "sari"]
    assert not Quota.objects.exists()


def test_quotas_ask_the_database_as_often_for_many_as_for_one(
    world, django_assert_num_queries
):
    people = [world.bayu.pk, world.sari.pk]
    for number in range(5):
        party = a_party(f"R-{number + 2}", caretaker=world.sari)
        Touch.objects.create(
            party=party,
            kind="chat",
            outcome="talked",
            at=NOON,
            key=f"k-{number}",
            user=world.sari,
            by="Sari",
            recorded_at=NOON,
        )
    with django_assert_num_queries(3):
        filled_quotas(people, DAY)
