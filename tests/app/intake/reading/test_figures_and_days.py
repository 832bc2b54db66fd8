"""Every spelling of a number or a day is read back as what was written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_reader import read

from setia.intake.cells import day, number
from setia.intake.cells.day import DAY_FIRST, MONTH_FIRST, NoDay, moment_of
from setia.intake.cells.number import COMMA, POINT, NoNumber, number_of, styles_of
from setia.intake.cells.text import SpoiledId, id_of
from setia.intake.reading.marks import MARKS, unmarked

JAKARTA = ZoneInfo("Asia/Jakarta")
AMOUNTS = st.decimals(-(10**12), 10**12, places=2)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1))
# What is read from a file is unmarked before it is looked at.
TEXTS = st.text(max_size=25).map(unmarked)
SHAPES = ("{}", "Rp{}", "Rp {}", "Rp. {}", " {} ", "{} IDR")
NEGATIVES = ("-{}", "({})", "{}-", "\u2212{}")
MONTHS = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "Mei",
    "Jun",
    "Jul",
    "Agt",
    "Sep",
    "Okt",
    "Nov",
    "Des",
]


def spelt(amount: Decimal, style: str) -> str:
    text = f"{abs(amount):,f}"
    return text.translate(str.maketrans(",.", ".,")) if style == COMMA else text


@given(
    amount=AMOUNTS,
    style=st.sampled_from(number.STYLES),
    shape=st.sampled_from(SHAPES),
    negative=st.sampled_from(NEGATIVES),
)
def test_a_number_is_read_back(amount, style, shape, negative):
    text = shape.format(spelt(amount, style))
    cell = negative.format(text) if amount < 0 else text
    assert number_of(cell, style) == amount
    assert style in styles_of(cell)


@given(amount=st.integers(1_000, 10**12), style=st.sampled_from(number.STYLES))
def test_a_number_whose_style_shows_is_one_in_that_style_only(amount, style):
    cell = spelt(Decimal(amount) + Decimal("0.25"), style)
    assert styles_of(cell) == {style}


@pytest.mark.parametrize("mark", sorted(MARKS))
def test_a_mark_that_somebody_wrote_into_a_file_is_none(mark):
    found = read(
        "No Faktur;Tanggal;Kode Reseller;Kode Barang;Qty;Total\n"
        f"{mark}F1;25/08/2026;R1;P1;1;50000\n"
        f"F2;25/08/2026;R1;P1;{mark}x;50000\n"
    )
    assert found.column("order_id") == ["\ufffdF1"]
    assert found.problems == [(3, "quantity", "cell.no_number")]


@given(cell=TEXTS)
def test_any_text_is_a_number_or_none(cell):
    for style in styles_of(cell):
        number_of(cell, style)


@pytest.mark.parametrize(
    "cell",
    ["", "-", ".", ",", "1.2.3", "1,23,456", "1e5", "12a", "0x10", "--5", "1 2"],
)
def test_what_is_no_number_is_none(cell):
    with pytest.raises(NoNumber):
        number_of(cell, POINT)


@given(moment=MOMENTS, order=st.sampled_from(day.ORDERS), sign=st.sampled_from("/-."))
def test_a_day_is_read_back_in_either_order(moment, order, sign):
    first, second = (
        (moment.day, moment.month) if order == DAY_FIRST else (moment.month, moment.day)
    )
    cell = f"{first:02}{sign}{second:02}{sign}{moment.year}"
    assert moment_of(cell, order, "", JAKARTA).astimezone(JAKARTA).date() == moment.date()
    proved = day.proves(cell)
    assert proved in {None, order}
    assert day.is_ambiguous(cell) is (max(first, second) <= 12 and first != second)


@given(moment=MOMENTS)
def test_a_day_with_the_name_of_its_month_has_one_reading(moment):
    cell = f"{moment.day} {MONTHS[moment.month - 1]} {moment.year} {moment:%H.%M}"
    found = moment_of(cell, MONTH_FIRST, "", JAKARTA).astimezone(JAKARTA)
    assert (found.date(), found.hour, found.minute) == (
        moment.date(),
        moment.hour,
        moment.minute,
    )
    assert not day.is_ambiguous(cell)


@given(moment=st.datetimes(datetime(1955, 1, 1), datetime(2078, 1, 1)))
def test_a_counted_day_is_read_back_from_either_year(moment):
    moment = moment.replace(microsecond=0)
    for year, start in (("1900", datetime(1899, 12, 30)), ("1904", datetime(1904, 1, 1))):
        days = (moment - start) / timedelta(days=1)
        cell = f"\ue000{days!r}"
        found = moment_of(cell, "", year, JAKARTA).astimezone(JAKARTA)
        assert found.replace(tzinfo=None) == moment


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("25/08/2026 14:30", datetime(2026, 8, 25, 7, 30, tzinfo=UTC)),
        ("25/08/2026 2:30 PM", datetime(2026, 8, 25, 7, 30, tzinfo=UTC)),
        ("25/08/2026 jam 14.30", datetime(2026, 8, 25, 7, 30, tzinfo=UTC)),
        ("25/08/2026 14:30 WIT", datetime(2026, 8, 25, 5, 30, tzinfo=UTC)),
        ("2026-08-25T14:30:00Z", datetime(2026, 8, 25, 14, 30, tzinfo=UTC)),
        ("2026-08-25 14:30:00.123456", datetime(2026, 8, 25, 7, 30, 0, 123456, tzinfo=UTC)),
    ],
)
def test_a_day_may_have_a_time(cell, moment):
    assert moment_of(cell, DAY_FIRST, "", JAKARTA) == moment


@pytest.mark.parametrize(
    "cell", ["32/01/2026", "29/02/2026", "00/01/2026", "2026-13-01", "25/08/2026 25:00"]
)
def test_a_day_that_does_not_exist_is_told_as_such(cell):
    with pytest.raises(NoDay) as found:
        moment_of(cell, DAY_FIRST, "", JAKARTA)
    assert found.value.impossible


@given(cell=TEXTS, order=st.sampled_from(day.ORDERS))
def test_any_text_is_a_day_or_none(cell, order):
    day.proves(cell)
    day.is_ambiguous(cell)
    try:
        moment_of(cell, order, "1900", JAKARTA)
    except NoDay:
        return


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("007", "007"),
        (" R-1 ", "R-1"),
        ("R\u00a01", "R 1"),
        ("'00123", "00123"),
        ("\ue0001234567", "1234567"),
        ("1E5B", "1E5B"),
        ("E12", "E12"),
    ],
)
def test_an_id_is_kept_as_it_was_written(cell, code):
    assert id_of(cell) == code


@pytest.mark.parametrize("cell", ["1.68E+06", "1,68E+06", "9E15", "\ue0001234567890123456"])
def test_an_id_that_lost_its_digits_is_refused(cell):
    with pytest.raises(SpoiledId):
        id_of(cell)
