"""When a line was sold, as an instant and as a local day, in zones with clock changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from fact_folders import JAKARTA, NEW_YORK, a_line, laid, write_tables

from setia_engine.values.window import day_of
from setia_engine.values.zone import microseconds, offsets_between

START = datetime(1970, 1, 1, tzinfo=UTC)
SYDNEY, LORD_HOWE, APIA, KATHMANDU = (
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Asia/Kathmandu",
)


def sold(folder, zone, *cells):
    """Lay lines sold at these times; return the instants and the local days."""
    lines = [
        a_line(line_no=str(number), sold_at=cell)
        for number, cell in enumerate(cells, start=1)
    ]
    write_tables(folder, sale_lines=lines)
    rows = laid(folder, zone).lines[zone]
    return [(instant(row["sold_us"]), day_of(row["day"]).isoformat()) for row in rows]


def instant(microseconds_since_1970):
    try:
        return (START + timedelta(microseconds=microseconds_since_1970)).isoformat()
    except OverflowError:
        return "in the year 10000"


def test_of_a_local_time_that_comes_twice_the_first_is_meant(tmp_path):
    found = sold(
        tmp_path,
        NEW_YORK,
        "2026-11-01 00:59:59",
        "2026-11-01 01:00",
        "2026-11-01 01:59:59.999999",
        "2026-11-01 02:00",
        "2026-11-01 01:30-04:00",
        "2026-11-01 01:30-05:00",
    )

    assert found == [
        ("2026-11-01T04:59:59+00:00", "2026-11-01"),
        ("2026-11-01T05:00:00+00:00", "2026-11-01"),
        ("2026-11-01T05:59:59.999999+00:00", "2026-11-01"),
        ("2026-11-01T07:00:00+00:00", "2026-11-01"),
        ("2026-11-01T05:30:00+00:00", "2026-11-01"),
        ("2026-11-01T06:30:00+00:00", "2026-11-01"),
    ]


def test_a_local_time_that_is_skipped_moves_forward_by_the_gap(tmp_path):
    found = sold(
        tmp_path,
        NEW_YORK,
        "2026-03-08T01:59:59",
        "2026-03-08T02:00:00",
        "2026-03-08T02:30:00",
        "2026-03-08T03:00:00",
        "2026-03-08T03:30:00",
    )

    assert [instant for instant, _ in found] == [
        "2026-03-08T06:59:59+00:00",
        "2026-03-08T07:00:00+00:00",
        "2026-03-08T07:30:00+00:00",
        "2026-03-08T07:00:00+00:00",
        "2026-03-08T07:30:00+00:00",
    ]


def test_a_day_that_a_zone_skipped_moves_to_the_next(tmp_path):
    assert sold(
        tmp_path, APIA, "2011-12-29T23:00", "2011-12-30T23:00", "2011-12-31T23:00"
    ) == [
        ("2011-12-30T09:00:00+00:00", "2011-12-29"),
        ("2011-12-31T09:00:00+00:00", "2011-12-31"),
        ("2011-12-31T09:00:00+00:00", "2011-12-31"),
    ]


def test_the_local_day_of_an_instant_is_that_of_the_zone(tmp_path):
    lines = [
        a_line(line_no="1", sold_at="2026-11-30T16:59:59.999999Z"),
        a_line(line_no="2", sold_at="2026-11-30T17:00:00Z"),
        a_line(line_no="3", sold_at="2026-12-01T04:59:59Z"),
        a_line(line_no="4", sold_at="2026-12-01T05:00:00Z"),
    ]
    write_tables(tmp_path, sale_lines=lines)

    facts = laid(tmp_path, JAKARTA, NEW_YORK)

    days = {
        zone: [day_of(row["day"]).day for row in rows] for zone, rows in facts.lines.items()
    }
    assert days == {JAKARTA: [30, 1, 1, 1], NEW_YORK: [30, 30, 30, 1]}
    instants = [[row["sold_us"] for row in rows] for rows in facts.lines.values()]
    assert instants[0] == instants[1]


def test_a_time_without_offset_is_local_in_each_zone(tmp_path):
    write_tables(tmp_path, sale_lines=[a_line(sold_at="2026-12-01T00:00", recorded_at="")])

    facts = laid(tmp_path, JAKARTA, NEW_YORK)

    assert {day_of(rows[0]["day"]).isoformat() for rows in facts.lines.values()} == {
        "2026-12-01"
    }
    apart = facts.line(NEW_YORK)["sold_us"] - facts.line(JAKARTA)["sold_us"]
    assert apart == 12 * 3_600 * 1_000_000
    assert facts.line(NEW_YORK)["recorded_us"] == facts.line(NEW_YORK)["sold_us"]


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-30T10:00:00+07:00",
        "2026-11-30T10:00:00+0700",
        "2026-11-30T10:00+07",
        "2026-11-30 10:00:00.000000000 +07:00",
        "2026-11-30 03:00:00Z",
        "2026-11-29T21:30:00-05:30",
        "  2026-11-30 10:00  ",
        "2026-11-30T10:00:00.0000009",
    ],
)
def test_one_instant_may_be_written_in_many_ways(tmp_path, written):
    assert sold(tmp_path, JAKARTA, written) == [("2026-11-30T03:00:00+00:00", "2026-11-30")]


def test_digits_finer_than_microseconds_are_dropped_before_1970_too(tmp_path):
    found = sold(
        tmp_path, "UTC", "1969-12-31T23:59:59.9999999", "2026-01-01T00:00:00.9999999Z"
    )

    assert found == [
        ("1969-12-31T23:59:59.999999+00:00", "1969-12-31"),
        ("2026-01-01T00:00:00.999999+00:00", "2026-01-01"),
    ]


@pytest.mark.parametrize("zone", [JAKARTA, "Pacific/Kiritimati", "Etc/GMT+12"])
@pytest.mark.parametrize(
    ("local", "fixed"),
    [
        ("1900-01-01T00:00", "1900-01-01T00:00Z"),
        ("9999-12-31T23:59:59.999999", "9999-12-30T23:59:59Z"),
    ],
)
def test_the_first_and_last_moments_that_are_allowed_are_laid_down(
    tmp_path, zone, local, fixed
):
    found = sold(tmp_path, zone, local, fixed)

    assert found[0][1] == local[:10]
    assert found[1][0] == fixed.replace("Z", ":00+00:00" if len(fixed) < 20 else "+00:00")


@pytest.mark.parametrize(
    "zone", [NEW_YORK, SYDNEY, LORD_HOWE, KATHMANDU, "Africa/Casablanca"]
)
def test_a_century_of_clock_changes_is_laid_down_as_the_zone_says(tmp_path, zone):
    first = datetime(1938, 1, 3, 0, 17, tzinfo=UTC)
    moments = [first + timedelta(days=13, hours=7, minutes=11) * n for n in range(2_750)]
    changes = offsets_between(
        zone, microseconds(moments[0]), microseconds(moments[-1])
    ).changes
    moments += [
        START + timedelta(microseconds=us + d) for us in changes for d in (-1, 0, 1)
    ]
    lines = [
        a_line(line_no=str(number), sold_at=cell)
        for number, moment in enumerate(moments)
        for cell in [moment.isoformat()]
    ]
    write_tables(tmp_path, sale_lines=lines)

    facts = laid(tmp_path, zone)

    expected = [moment.astimezone(ZoneInfo(zone)).date() for moment in moments]
    assert [day_of(row["day"]) for row in facts.lines[zone]] == expected
    assert [row["sold_us"] for row in facts.lines[zone]] == [
        microseconds(m) for m in moments
    ]


@pytest.mark.parametrize("zone", [NEW_YORK, LORD_HOWE, "Africa/Casablanca"])
def test_local_times_around_every_change_mean_what_the_values_say(tmp_path, zone):
    start, end = (microseconds(datetime(year, 1, 1, tzinfo=UTC)) for year in (2015, 2030))
    offsets = offsets_between(zone, start, end)
    epoch = datetime(1970, 1, 1)
    hours = [timedelta(minutes=minutes) for minutes in range(-150, 151, 30)]
    locals_ = [
        epoch + timedelta(microseconds=change) + hour
        for change in offsets.local_changes
        for hour in hours
    ]
    lines = [
        a_line(line_no=str(number), sold_at=local.isoformat(" "))
        for number, local in enumerate(locals_)
    ]
    write_tables(tmp_path, sale_lines=lines)

    rows = laid(tmp_path, zone).lines[zone]

    instants = [offsets.instant(microseconds(local)) for local in locals_]
    assert [row["sold_us"] for row in rows] == instants
    day = 86_400_000_000
    assert [row["day"] for row in rows] == [offsets.local(at) // day for at in instants]
