"""A chart is drawn from figures, in the page's colours, and brings nothing else into a page."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation

from setia.ui.charts import (
    Bar,
    Bars,
    Column,
    Columns,
    Dot,
    Dots,
    Line,
    Lines,
    Mark,
    Spot,
    chart_svg,
)
from setia.ui.charts.axis import figure, ticks
from setia.ui.charts.drawn import ATTRIBUTES, ELEMENTS
from setia.ui.charts.shown import shown_charts

NASTY = 'Beras <script>alert(1)</script> & "co"'
OUTSIDE = re.compile(
    r"https?:|javascript:|<style|<script|style=|xmlns|url\(", re.IGNORECASE
)


def drawn(chart, language="id"):
    with translation.override(language):
        return str(chart_svg(chart))


def pieces(text):
    return list(ET.fromstring(f"<both>{text}</both>").iter())[1:]  # noqa: S314 - our own drawing


@pytest.mark.parametrize("chart", shown_charts(), ids=lambda one: type(one).__name__)
def test_a_chart_of_each_kind_holds_only_what_a_page_allows(chart):
    text = drawn(chart)
    assert OUTSIDE.search(text) is None
    for piece in pieces(text):
        assert piece.tag in ELEMENTS
        assert set(piece.attrib) <= ATTRIBUTES | {"class", "role", "aria-label", "href"}
        assert all(
            re.fullmatch(r"none|transparent|var\(--[a-z-]+\)", piece.attrib[name])
            for name in ("fill", "stroke")
            if name in piece.attrib
        )


DRAWN_APART = """
from django.conf import settings
settings.configure(USE_I18N=False)
from setia.ui.charts import Bar, Bars, chart_svg
odd = "a".join(map(chr, (0, 7, 0xB, 0x1F, 0x7F, 0xFFFE, 0xFFFF, 0xD800, 0xDFFF)))
bar = Bar(f"Be{odd}ras", 100, href=f"/products/{odd}/")
print(ascii(chart_svg(Bars(f"Teks {odd}", (bar,), now_name=odd, before_name=odd))))
"""


def test_characters_that_no_picture_carries_become_blanks():
    """In a process of its own: the renderer would take ours with it."""
    done = subprocess.run(
        [sys.executable, "-c", DRAWN_APART], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Teks " in done.stdout
    assert not re.search(r"\\x0|\\x1|\\ufff|\\ud[89a-f]", done.stdout)


def test_a_name_from_the_data_is_text_and_nothing_else():
    text = drawn(Bars(NASTY, (Bar(NASTY, 100, href="/products/x/"),)))
    assert "<script" not in text
    assert any(piece.text == NASTY for piece in pieces(text))
    assert pieces(text)[0].attrib["aria-label"] == NASTY


@pytest.mark.parametrize(
    "href", ["https://elsewhere.example/", "javascript:alert(1)", "//x.y/"]
)
def test_a_mark_leads_only_to_our_own_pages(href):
    text = drawn(Bars("x", (Bar("a", 100, href=href),)))
    led = [piece.attrib["href"] for piece in pieces(text) if piece.tag == "a"]
    assert led == []


def test_a_mark_leads_to_its_page_and_says_its_name():
    text = drawn(Dots("x", (Dot("Beras", 100, 200, "/products/beras/"), Dot("Gula", 1, 1))))
    links = [piece for piece in pieces(text) if piece.tag == "a"]
    assert [(one.attrib["href"], one.attrib["aria-label"]) for one in links] == [
        ("/products/beras/", "Beras")
    ] * 2  # drawn wide and narrow


def test_a_drawing_is_an_image_with_words_unless_its_marks_lead_on():
    plain = pieces(drawn(Bars("In words", (Bar("a", 100),))))[0]
    linked = pieces(drawn(Bars("In words", (Bar("a", 100, href="/x/"),))))[0]
    assert (plain.attrib["role"], plain.attrib["aria-label"]) == ("img", "In words")
    assert linked.attrib["role"] == "group"


def test_figures_are_written_in_the_readers_language():
    bars = Bars("x", (Bar("a", 2_500_000_00, before=-950_000_00),))
    assert "\u2212Rp950 rb → Rp2,5 jt" in drawn(bars, "id")
    assert "\u2212Rp950k → Rp2.5M" in drawn(bars, "en")


def test_days_are_written_below_lines_and_marks_by_name():
    spots = tuple(Spot(date(2026, m, 1), m * 100) for m in (1, 2, 3))
    text = drawn(Lines("x", (Line("a", spots),), (Mark(date(2026, 2, 1), "mulai"),)))
    written = [piece.text for piece in pieces(text) if piece.tag == "text"]
    assert {"Jan 2026", "Feb 2026", "Mar 2026", "mulai"} <= set(written)


@pytest.mark.parametrize(
    "chart",
    [
        Bars("x", ()),
        Columns("x", ()),
        Lines("x", ()),
        Dots("x", ()),
        Bars("x", (Bar("a", 0),)),
    ],
)
def test_nothing_to_show_is_drawn_empty(chart):
    assert pieces(drawn(chart))[0].tag == "svg"


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([0], [0, 1]),
        ([7], [0, 2, 4, 6, 8]),
        ([-5, 40], [-10, 0, 10, 20, 30, 40]),
        (
            [25_000_000_00],
            [0, 500_000_000, 1_000_000_000, 1_500_000_000, 2_000_000_000, 2_500_000_000],
        ),
    ],
)
def test_an_axis_has_a_few_round_figures_that_hold_all(values, told):
    assert ticks(values) == told


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        (0, "rupiah", "Rp0"),
        (950_00, "rupiah", "Rp950"),
        (30_000_00, "rupiah", "Rp30 rb"),
        (1_234_567_00, "rupiah", "Rp1,23 jt"),
        (25_000_000_00, "rupiah", "Rp25 jt"),
        (2_500_000_000_00, "rupiah", "Rp2,5 M"),
        (7_000_000_000_000_00, "rupiah", "Rp7 T"),
        (1_500, "quantity", "1,5"),
        (125_000, "share", "12,5%"),
        (1_200, "count", "1.200"),
    ],
)
def test_figures_on_an_axis_are_short(value, unit, told):
    with translation.override("id"):
        assert figure(value, unit) == told


def test_columns_stand_on_the_ground():
    text = drawn(Columns("x", (Column(0, 100, 3), Column(100, 200, 1))))
    bars = [
        p
        for p in pieces(text)
        if p.tag == "path" and p.attrib.get("fill") == "var(--accent)"
    ]
    assert len(bars) == 4  # two columns, wide and narrow
