"""Calendar feeds: what other programs read is what takes place, and only by the secret."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
import time_machine
from builders import NOON, a_business, a_party, a_user, an_actor
from coaching.series import DRAFT, MONDAYS, a_series, fresh
from dateutil.rrule import rrulestr
from icalendar import Calendar

from setia.coaching.as_calendar import as_calendar
from setia.coaching.change_occurrence import Change, change_occurrence
from setia.coaching.keep_series import end_series, revise_series
from setia.coaching.make_feed import feed_of, make_feed, revoke_feed
from setia.coaching.models import CalendarFeed
from setia.coaching.occurrences import occurrences
from setia.core.actor import partner, person
from setia.core.errors import Conflict, NotFound, NotPermitted
from setia.core.roles import Role

pytestmark = pytest.mark.django_db
YEAR = (date(2026, 10, 1), date(2027, 9, 30))


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def read_back(content: bytes) -> list[datetime]:
    """Expand a feed as another program would: rules, dates left out, dates moved."""
    events = list(Calendar.from_ical(content).walk("VEVENT"))
    found: set[tuple[str, datetime]] = set()
    for event in events:
        if "RRULE" not in event:
            continue
        rule = event["RRULE"].to_ical().decode()
        starts = event.decoded("DTSTART")
        without = _without(event)
        # Every feed here is for ever or ended; a year of it is compared.
        for one in rrulestr(rule, dtstart=starts):
            if one.date() > YEAR[1]:
                break
            if one not in without:
                found.add((str(event["UID"]), one))
    for event in events:
        if "RECURRENCE-ID" in event:
            found.discard((str(event["UID"]), event.decoded("RECURRENCE-ID")))
            found.add((str(event["UID"]), event.decoded("DTSTART")))
    return sorted(moment.astimezone(UTC) for _uid, moment in found)


def _without(event) -> set[datetime]:
    rows = event.get("EXDATE", [])
    rows = rows if isinstance(rows, list) else [rows]
    return {one.dt for row in rows for one in row.dts}


def planned(*series) -> list[datetime]:
    found = occurrences([fresh(one) for one in series], YEAR)
    return sorted(one.starts_at.astimezone(UTC) for one in found)


@pytest.mark.parametrize(
    "rest",
    [
        {},
        {"rule": "FREQ=MONTHLY;BYMONTHDAY=31"},
        {"rule": "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1SA"},
        {"rule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "from_date": date(2026, 11, 4)},
        {"rule": "FREQ=YEARLY;BYMONTH=1;BYDAY=3SA"},
        {"time_zone": "Europe/Berlin", "rule": "FREQ=DAILY", "starts": time(2, 30)},
        {"until_date": date(2027, 1, 11)},
        {
            "time_zone": "America/New_York",
            "starts": time(22),
            "until_date": date(2026, 12, 7),
        },
    ],
    ids=str,
)
def test_what_is_read_back_is_what_takes_place(rest):
    series = a_series(**rest)
    content = as_calendar([fresh(series)], "Kalender", None)
    expected = planned(series)
    if rest.get("time_zone") == "Europe/Berlin":
        # A plain generator invents the half past two that 28 March 2027 does not have.
        gap = datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
        assert gap not in expected
        assert [one for one in read_back(content) if one != gap] == expected
    else:
        assert read_back(content) == expected
    assert expected


def test_dates_that_differ_and_changes_are_read_back_too():
    series = a_series()
    change_occurrence(series, MONDAYS[2], Change("dropped", "Libur"), an_actor())
    to = Change("moved", "Libur", date(2026, 11, 25), time(10))
    change_occurrence(fresh(series), MONDAYS[3], to, an_actor())
    draft = replace(DRAFT, rule="FREQ=WEEKLY;BYDAY=TU", from_date=date(2027, 1, 1))
    revise_series(series, draft, "Pindah hari", 1, an_actor())
    content = as_calendar([fresh(series)], "Kalender", None)
    assert read_back(content) == planned(series)
    assert datetime(2026, 11, 25, 3, tzinfo=UTC) in read_back(content)


def test_names_stay_and_numbers_grow_with_each_decision():
    series = a_series()

    def told():
        event = Calendar.from_ical(as_calendar([fresh(series)], "x", None)).walk("VEVENT")[
            -1
        ]
        return str(event["UID"]), int(event["SEQUENCE"])

    seen = [told()]
    change_occurrence(series, MONDAYS[2], Change("dropped", "Libur"), an_actor())
    seen.append(told())
    draft = replace(DRAFT, starts=time(9), from_date=date(2026, 11, 11))
    revise_series(series, draft, "Lebih siang", 1, an_actor())
    seen.append(told())
    assert {uid for uid, _number in seen} == {f"{series.uid}@setia"}
    assert [number for _uid, number in seen] == [0, 1, 2]


def test_the_zone_is_told_with_its_rules():
    calendar = Calendar.from_ical(
        as_calendar([a_series(time_zone="Europe/Berlin")], "x", None)
    )
    assert [str(one["TZID"]) for one in calendar.walk("VTIMEZONE")] == ["Europe/Berlin"]
    event = calendar.walk("VEVENT")[0]
    assert event["DTSTART"].params["TZID"] == "Europe/Berlin"


def test_a_series_that_ended_keeps_its_past_in_the_feed():
    series = a_series()
    end_series(series, "Cukup", 1, an_actor())
    assert len(read_back(as_calendar([fresh(series)], "x", None))) == 2


def own(party):
    return partner(party.pk, party.name, frozenset({party.pk}), frozenset())


def test_a_new_address_closes_the_one_before_and_only_digests_are_kept():
    party = a_party("R-1")
    first, second = make_feed(party, own(party)), make_feed(party, own(party))
    assert feed_of(second.token) == second.feed
    with pytest.raises(NotFound):
        feed_of(first.token)
    kept = [str(value) for row in CalendarFeed.objects.values() for value in row.values()]
    assert not any(
        token in value for token in (first.token, second.token) for value in kept
    )


def test_a_closed_address_opens_nothing_and_is_closed_once():
    party = a_party("R-1")
    made = make_feed(party, own(party))
    revoke_feed(made.feed, own(party))
    with pytest.raises(NotFound):
        feed_of(made.token)
    with pytest.raises(Conflict):
        revoke_feed(made.feed, own(party))


def test_nobody_makes_an_address_for_somebody_else():
    party, other = a_party("R-1"), a_party("R-2")
    with pytest.raises(NotPermitted):
        make_feed(party, own(other))
    user = a_user(Role.SALESPERSON, "sari")
    with pytest.raises(NotPermitted):
        make_feed(user, person(user.pk + 1, "Bayu", Role.CHANNEL_MANAGER))
    assert not CalendarFeed.objects.exists()


@pytest.mark.parametrize("token", ["", "x", "x" * 5_000, "../../etc", "💥"])
def test_a_wrong_token_opens_nothing(token):
    with pytest.raises(NotFound):
        feed_of(token)


def test_the_page_gives_a_partner_what_is_for_it_and_nothing_to_others(client):
    a_business()
    party = a_party("R-1", territory="Jawa Barat")
    a_series(title_id="Untuk semua")
    a_series(title_id="Hanya Bali", territory="Bali")
    made = make_feed(party, own(party))
    answer = client.get(f"/p/calendar/{made.token}.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "no-store"
    told = answer.content.decode()
    assert "Untuk semua" in told
    assert "Bali" not in told
    assert client.get(f"/p/calendar/{made.token}x.ics").status_code == 404


def test_a_closed_log_in_closes_its_feed(client):
    a_business()
    user = a_user(Role.OWNER, "ratna")
    a_series()
    made = make_feed(user, person(user.pk, "Ratna", Role.OWNER))
    assert client.get(f"/p/calendar/{made.token}.ics").status_code == 200
    user.is_active = False
    user.save()
    assert client.get(f"/p/calendar/{made.token}.ics").status_code == 404
