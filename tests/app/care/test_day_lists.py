"""How a day's list is drawn: worth, bands, lots, and who is left alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import NOON, a_line, a_number, a_party
from django.db import DatabaseError, transaction

from setia.care.draw_list import draw_lists, list_of, lot_of
from setia.care.models import DayEntry, DayList
from setia.care.reasons.every import WEIGHTS
from setia.care.record_touch import Done, record_touch
from setia.care.ways import ways_of
from setia.care.words import SAID, SAME_WORDS, SUGGESTED
from setia.core.clock import as_if_at
from setia.core.models import User
from setia.people.models import Consent, SpecialDate

DAY = date(2026, 11, 10)


@pytest.fixture
def seven(world):
    """Seven resellers of Bayu's who sold for 100 to 700 and were never turned to."""
    found = []
    for number in range(1, 8):
        party = a_party(f"S-{number}", caretaker=world.bayu)
        at = NOON - timedelta(days=20)
        amount = number * 30_000
        a_line(f"O/{number}", party, world.goods, sold_at=at, amount_minor=amount)
        began = NOON - timedelta(days=120)
        a_line(f"B/{number}", party, world.goods, sold_at=began, amount_minor=1)
        a_number(party, f"+62812345678{number}")
        found.append(party)
    return found


def bands(drawn: DayList) -> dict[str, int]:
    return {one.party.code: one.band for one in drawn.entries.select_related("party")}


def consent(party, act: str, at=NOON, channel: str = "whatsapp") -> Consent:
    said = {"text": "Ya", "source": "uji", "recorded_at": NOON, "recorded_by": "uji"}
    return Consent.objects.create(party=party, channel=channel, act=act, at=at, **said)


def test_bands_are_thirds_by_worth_and_the_lot_orders_each(world, seven):
    drawn = list_of(world.bayu, DAY)
    assert bands(drawn) == {
        "S-7": 1,
        "S-6": 1,
        "S-5": 1,
        "S-4": 2,
        "S-3": 2,
        "S-2": 2,
        "S-1": 3,
    }
    entries = list(drawn.entries.all())
    assert [one.position for one in entries] == [1, 2, 3, 4, 5, 6, 7]
    assert entries == sorted(entries, key=lambda one: (one.band, one.lot))
    assert all(one.lot == lot_of(drawn.seed, one.party_id) for one in entries)


def test_worth_is_the_weight_of_the_reason_times_what_a_month_brings(world, seven):
    entry = list_of(world.bayu, DAY).entries.get(party=seven[-1])
    # Sold for 210,000 in three months: 70,000 a month, of which never_touched weighs 12 %.
    assert (entry.reasons[0]["code"], entry.worth_minor) == ("never_touched", 8_400)


def test_a_list_is_drawn_once_for_a_day(world, seven):
    first = list_of(world.bayu, DAY)
    record_touch(seven[0], Done("chat", "talked", NOON), world.manager)
    assert list_of(world.bayu, DAY) == first
    assert DayEntry.objects.count() == 7


def test_the_lots_of_a_month_stay_and_the_next_month_has_others(world, seven):
    first, later = (list_of(world.bayu, DAY + timedelta(days=days)) for days in (0, 5))
    next_month = list_of(world.bayu, date(2026, 12, 1))
    assert first.seed == later.seed != next_month.seed


def test_lots_fall_evenly():
    lots = [lot_of("benih", party) for party in range(4_000)]
    assert 1_900 < sum(lot < 2**31 for lot in lots) < 2_100


@pytest.mark.parametrize(
    ("outcome", "days", "listed"),
    [
        ("talked", 14, False),
        ("talked", 15, True),
        ("complaint", 14, False),
        ("no_answer", 2, False),
        ("no_answer", 3, True),
    ],
)
def test_who_was_turned_to_lately_is_left_alone(world, seven, outcome, days, listed):
    at = NOON - timedelta(days=days)
    SpecialDate.objects.create(party=seven[0], kind="birthday", day=12, month=11)
    with as_if_at(at):
        record_touch(seven[0], Done("chat", outcome, at), world.manager)
    assert ("S-1" in bands(list_of(world.bayu, DAY))) is listed


def test_what_a_machine_sent_leaves_nobody_out(world, seven):
    record_touch(seven[0], Done("message", "talked", NOON), world.manager)
    SpecialDate.objects.create(party=seven[0], kind="birthday", day=12, month=11)
    assert "S-1" in bands(list_of(world.bayu, DAY))


def test_what_is_due_stands_first_even_if_somebody_was_turned_to_lately(world, seven):
    record_touch(seven[0], Done("chat", "talked", NOON), world.manager)
    SpecialDate.objects.create(party=seven[0], kind="birthday", day=10, month=11)
    entry = list_of(world.bayu, DAY).entries.first()
    assert (entry.party, entry.band) == (seven[0], 0)


def test_whom_nobody_may_reach_is_not_listed(world, seven):
    consent(seven[0], "withdrawn")
    consent(seven[0], "withdrawn", channel="phone")
    consent(seven[1], "withdrawn")
    drawn = list_of(world.bayu, DAY)
    assert "S-1" not in bands(drawn)
    assert drawn.entries.get(party=seven[1]).channel == "phone"


def test_everybody_has_their_own_people_and_who_has_none_gets_no_list(world, seven):
    a_party("B-1", caretaker=world.sari, territory="Bali")
    assert draw_lists(DAY) == 2
    assert draw_lists(DAY) == 2
    assert {one.user.username for one in DayList.objects.all()} == {"bayu", "sari"}
    assert User.objects.count() == 2


def test_people_outside_of_a_salespersons_territories_are_not_listed(world):
    for code, territory in (("B-1", "Bali"), ("B-2", "Jawa Timur")):
        party = a_party(code, caretaker=world.sari, territory=territory)
        SpecialDate.objects.create(party=party, kind="birthday", day=10, month=11)
    assert set(bands(list_of(world.sari, DAY))) == {"B-1"}


def test_a_list_is_never_changed(world, seven):
    list_of(world.bayu, DAY)
    acts = (
        lambda: DayEntry.objects.update(band=9),
        lambda: DayList.objects.update(seed="x"),
    )
    for act in acts:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()


def test_the_last_word_about_a_channel_counts(world):
    a_number(world.ani)
    consent(world.ani, "withdrawn", NOON - timedelta(days=2))
    consent(world.ani, "given", NOON - timedelta(days=1))
    consent(world.ani, "withdrawn", channel="phone")
    ways = ways_of([world.ani.pk])[world.ani.pk]
    assert [(one.channel, one.is_open) for one in ways] == [
        ("whatsapp", True),
        ("phone", False),
    ]


def test_ways_lead_where_a_tap_should_go(world):
    a_number(world.ani)
    a_number(world.ani, "@ani", "telegram")
    links = [one.link("Apa kabar, Bu?") for one in ways_of([world.ani.pk])[world.ani.pk]]
    assert links == [
        "https://wa.me/6281234567890?text=Apa%20kabar%2C%20Bu%3F",
        "tel:+6281234567890",
        "https://t.me/ani?text=Apa%20kabar%2C%20Bu%3F",
    ]


def test_every_reason_says_why_and_suggests_words():
    assert WEIGHTS.keys() == SAID.keys() - {"near_a_step_until"}
    assert {SAME_WORDS.get(code, code) for code in WEIGHTS} == SUGGESTED.keys()
