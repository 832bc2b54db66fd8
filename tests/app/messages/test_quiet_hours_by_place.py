"""Somebody in Ambon sleeps two hours before somebody in Jakarta, and is let sleep."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from builders import NOON, a_number, a_party, an_actor
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from writing import a_template, consented, jakarta, marketing, queued, service, wrote

from setia.core.clock import as_if_at
from setia.core.errors import NotPermitted, Refused
from setia.core.models import TrailEntry
from setia.core.roles import Role
from setia.messages.models import Message, MessageRules, TerritoryZone, Waiting
from setia.messages.place_territories import place_territories
from setia.messages.preview_broadcast import preview_broadcast
from setia.messages.queue_message import queue_message
from setia.messages.quiet_hours import end_of_quiet, zones_of
from setia.messages.segment import Segment
from setia.messages.send_broadcast import (
    BroadcastDraft,
    go_through_broadcasts,
    send_broadcast,
)
from setia.messages.send_due import take_due
from setia.people.merge_parties import merge_parties

WIB, WITA, WIT = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"
NIGHT, LUNCH, NEVER = ("20:00", "08:00"), ("12:00", "13:00"), ("20:00", "20:00")
SUNRISE_IN_AMBON = jakarta("2026-11-11T06:00")


def rules(hours):
    begins, ends = (time.fromisoformat(one) for one in hours)
    return MessageRules(quiet_from=begins, quiet_to=ends)


@pytest.fixture
def ambon(shop):
    """Eka lives in Ambon, where it is two hours later than in Jakarta, and takes e-mail."""
    shop.eka = a_party("R-5", "Eka", territory="Ambon")
    a_number(shop.eka, "eka@toko.example", "email")
    consented(shop.eka, "email")
    place_territories(["Ambon"], WIT, shop.owner)
    return shop


@pytest.mark.parametrize(
    ("zone", "hours", "at", "over"),
    [
        (WIB, NIGHT, "19:30", None),
        (WITA, NIGHT, "19:30", "2026-11-11T07:00"),
        (WIT, NIGHT, "19:30", "2026-11-11T06:00"),
        (WITA, NIGHT, "18:59", None),
        (WITA, NIGHT, "19:00", "2026-11-11T07:00"),
        (WIT, NIGHT, "17:59", None),
        (WIT, NIGHT, "18:00", "2026-11-11T06:00"),
        (WIB, NIGHT, "23:30", "2026-11-11T08:00"),
        (WIT, NIGHT, "23:30", "2026-11-11T06:00"),
        (WIT, NIGHT, "2026-11-11T05:59", "2026-11-11T06:00"),
        (WIT, NIGHT, "2026-11-11T06:00", None),
        (WIB, LUNCH, "11:30", None),
        (WITA, LUNCH, "11:30", "12:00"),
        (WIT, LUNCH, "11:30", None),
        (WIT, LUNCH, "10:15", "11:00"),
        (WIB, NEVER, "20:00", None),
        (WIT, NEVER, "18:00", None),
        (WIB, ("20:00:30", "08:00:30"), "20:01", "2026-11-11T08:00:30"),
    ],
)
def test_quiet_hours_end_by_the_clock_of_the_place(zone, hours, at, over):
    found = end_of_quiet(jakarta(at), rules(hours), ZoneInfo(zone))

    assert found == (jakarta(over) if over else None)


@given(
    zone=st.sampled_from([WIB, WITA, WIT, "Asia/Kolkata"]),
    begins=st.times(),
    ends=st.times(),
    at=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),
)
def test_what_is_planned_is_neither_in_quiet_hours_there_nor_in_the_past(
    zone, begins, ends, at
):
    place, kept = ZoneInfo(zone), MessageRules(quiet_from=begins, quiet_to=ends)

    planned = end_of_quiet(at, kept, place) or at

    assert at <= planned < at + timedelta(days=1)
    clock = planned.astimezone(place).time()
    over_midnight = begins > ends
    after, before = clock >= begins, clock < ends
    assert not ((after or before) if over_midnight else (after and before))


def test_a_message_waits_until_morning_where_the_person_is(ambon):
    at = jakarta("19:30")

    assert queued(ambon.eka, marketing(), at).due_at == SUNRISE_IN_AMBON
    assert queued(ambon.ani, marketing(), at).due_at == at


def test_an_answer_goes_at_any_hour_of_the_place(ambon):
    a_number(ambon.eka, "+6281311112222")
    wrote(ambon.eka, "+6281311112222", jakarta("21:00"))

    answer = queued(ambon.eka, service(channel="whatsapp"), jakarta("21:05"))

    assert answer.due_at == jakarta("21:05")


def test_what_is_of_no_use_after_the_night_of_the_place_is_refused(ambon):
    tonight = marketing(until=jakarta("23:00"))

    with pytest.raises(Refused) as refused:
        queued(ambon.eka, tonight, jakarta("19:30"))

    assert [one.code for one in refused.value.problems] == ["message.quiet_hours"]
    assert queued(ambon.ani, tonight, jakarta("19:30")).due_at == jakarta("19:30")


@pytest.mark.parametrize(
    ("at", "moments"),
    [
        ("17:00", []),
        ("19:30", [("2026-11-11T06:00", 1)]),
        ("21:00", [("2026-11-11T06:00", 1), ("2026-11-11T08:00", 1)]),
        ("2026-11-11T07:00", [("2026-11-11T08:00", 1)]),
    ],
)
def test_a_broadcast_tells_and_keeps_the_morning_of_each_place(ambon, at, moments):
    template = a_template()
    with as_if_at(jakarta(at)):
        preview = preview_broadcast(Segment(), "email", template, "id", an_actor())
        draft = BroadcastDraft(Segment(), "email", template, "id", "once")
        send_broadcast(draft, an_actor())
        while go_through_broadcasts():
            pass

    assert preview.moments == [(jakarta(over), count) for over, count in moments]
    assert (preview.goes, preview.waits) == (2, len(moments))
    due = sorted(Message.objects.values_list("due_at", flat=True))
    at_once = [jakarta(at)] * (2 - len(moments))
    assert due == sorted([*at_once, *(over for over, _count in preview.moments)])


def test_a_place_that_was_moved_meanwhile_is_looked_at_before_sending(ambon):
    early = queued(ambon.ani, marketing(), jakarta("19:30"))
    ambon.ani.territory = "Merauke"
    ambon.ani.save()
    place_territories(["Merauke"], WIT, ambon.owner)

    assert take_due(jakarta("19:35")) == []

    assert Waiting.objects.get(pk=early.pk).due_at == SUNRISE_IN_AMBON
    place_territories(["Merauke"], "", ambon.owner)
    assert take_due(SUNRISE_IN_AMBON) == []
    assert Waiting.objects.get(pk=early.pk).due_at == jakarta("2026-11-11T08:00")
    assert len(take_due(jakarta("2026-11-11T08:00"))) == 1


def test_who_was_merged_lives_where_the_one_lives_who_counts_today(ambon):
    old, older = a_party("R-8", "Eka lama"), a_party("R-9", "Eka tua", territory="Bogor")
    a_number(old, "lama@toko.example", "email")
    consented(old, "email")
    waits = queued(old, marketing(), jakarta("19:30"))
    merge_parties(older, old, {}, ambon.owner)
    merge_parties(old, ambon.eka, {}, ambon.owner)

    zones = zones_of([old, older, ambon.ani])

    assert {pk: zone.key for pk, zone in zones.items()} == {
        old.pk: WIT,
        older.pk: WIT,
        ambon.ani.pk: WIB,
    }
    assert take_due(jakarta("19:35")) == []
    assert Waiting.objects.get(pk=waits.pk).due_at == SUNRISE_IN_AMBON
    with as_if_at(jakarta("19:30")):
        assert queue_message(older, marketing(), an_actor()).due_at == SUNRISE_IN_AMBON


def test_more_people_take_no_more_queries(ambon):
    def taken():
        with CaptureQueriesContext(connection) as told:
            preview = preview_broadcast(Segment(), "email", template, "id", an_actor())
        return preview.meant, len(told)

    template = a_template()
    merge_parties(a_party("G-0"), ambon.eka, {}, ambon.owner)
    meant, few = taken()
    for number in range(12):
        party = a_party(f"M-{number}", territory=f"Pulau {number}")
        a_number(party, f"m{number}@toko.example", "email")
        consented(party, "email")
        gone = a_party(f"G-{number + 1}", territory=f"Pulau {number}")
        merge_parties(gone, party, {}, ambon.owner)
        place_territories([party.territory], WITA, ambon.owner)

    assert taken() == (meant + 12, few)


def test_a_change_stands_in_the_trail_with_what_was_before(ambon):
    a_party("R-6", territory="Tual")
    with as_if_at(NOON):
        assert place_territories(["Tual", "Ambon", "Tual"], WITA, ambon.owner) == 2
        assert place_territories(["Tual"], WITA, ambon.owner) == 0

    entry = TrailEntry.objects.latest("number")
    assert (entry.act, entry.params) == (
        "message.territories_placed",
        {"count": 2, "zone": WITA},
    )
    assert entry.before == {"Ambon": WIT, "Tual": ""}
    assert entry.after == {"Ambon": WITA, "Tual": WITA}
    kept = TerritoryZone.objects.values_list("territory", "time_zone", "changed_at")
    assert list(kept) == [("Ambon", WITA, NOON), ("Tual", WITA, NOON)]
    place_territories(["Ambon"], "", ambon.owner)
    assert TrailEntry.objects.latest("number").act == "message.territories_freed"
    assert TerritoryZone.objects.get().territory == "Tual"


@pytest.mark.parametrize(
    ("territories", "zone", "code"),
    [
        (["Ambon"], "Asia/Ambon", "message.zone_unknown"),
        (["Ambon"], "WIT", "message.zone_unknown"),
        (["Ambon"], "\0", "message.zone_unknown"),
        ([], WITA, "message.territories_missing"),
        (["Ambon", "Atlantis"], WITA, "message.territory_unknown"),
        ([""], WITA, "message.territory_unknown"),
        (["Ambon\0"], WITA, "message.territory_unknown"),
        (["x" * 5_000], WITA, "message.territory_unknown"),
        ([str(one) for one in range(501)], WITA, "message.territories_many"),
    ],
)
def test_what_is_no_place_or_no_zone_changes_nothing(ambon, territories, zone, code):
    entries = TrailEntry.objects.count()
    with pytest.raises(Refused) as refused:
        place_territories(territories, zone, ambon.owner)

    assert [one.code for one in refused.value.problems] == [code]
    assert TerritoryZone.objects.get().time_zone == WIT
    assert TrailEntry.objects.count() == entries


def test_only_who_sets_up_channels_says_by_whose_clock(ambon):
    with pytest.raises(NotPermitted):
        place_territories(["Ambon"], WITA, an_actor(Role.CHANNEL_MANAGER))

    assert TerritoryZone.objects.get().time_zone == WIT
