"""Figures are written as people read them, and read back as what was written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django import forms
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from setia.ui.fields import FigureField, QuantityField, RupiahField
from setia.ui.figures import rupiah, rupiah_of, written

LANGUAGES = st.sampled_from(["id", "en"])


@pytest.mark.parametrize(
    ("minor", "indonesian", "english"),
    [
        (0, "Rp0", "Rp0"),
        (25_000_00, "Rp25.000", "Rp25,000"),
        (1_234_567_89, "Rp1.234.567,89", "Rp1,234,567.89"),
        (50, "Rp0,50", "Rp0.50"),
        (-25_000_00, "\u2212Rp25.000", "\u2212Rp25,000"),
        (10**17, "Rp1.000.000.000.000.000", "Rp1,000,000,000,000,000"),
    ],
)
def test_rupiah_is_written_in_the_readers_language(minor, indonesian, english):
    with translation.override("id"):
        assert rupiah(minor) == indonesian
    with translation.override("en"):
        assert rupiah(minor) == english


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        ("625000", "Rp625.000"),
        ("0.5", "Rp0,50"),
        ("0.005", "Rp0,005"),
        ("-0.005", "\u2212Rp0,005"),
        ("1E+3", "Rp1.000"),
    ],
)
def test_nothing_below_a_sen_is_dropped(amount, told):
    with translation.override("id"):
        assert rupiah_of(Decimal(amount)) == told


@given(minor=st.integers(-(10**15), 10**15), language=LANGUAGES)
def test_money_is_read_back_from_how_it_is_written(minor, language):
    with translation.override(language):
        assert RupiahField().clean(rupiah(minor)) == minor


@given(milli=st.integers(-(10**15), 10**15), language=LANGUAGES)
def test_a_kept_figure_is_read_back_from_its_form(milli, language):
    with translation.override(language):
        field = QuantityField()
        assert field.clean(field.prepare_value(milli)) == milli


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("25000", 25_000_00),
        ("25.000", 25_000_00),
        ("25,000", 25_000_00),
        ("Rp 25.000,50", 25_000_50),
        ("25,000.50", 25_000_50),
        ("Rp25.000,-", 25_000_00),
        ("0,5", 50),
        ("-25.000", -25_000_00),
        ("\u221225.000", -25_000_00),
        ("25\u00a0000", 25_000_00),
    ],
)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_figure_is_read_in_any_spelling(text, minor, language):
    with translation.override(language):
        assert RupiahField().clean(text) == minor


@pytest.mark.parametrize(
    "text", ["dua", "1.2.3", "--5", "1e5", "٣", "5%", "0,005", "9" * 30]
)
def test_what_is_no_figure_is_asked_for_again(text):
    with pytest.raises(forms.ValidationError):
        RupiahField().clean(text)


def test_nothing_is_nothing():
    assert FigureField(required=False).clean("  ") is None


@given(number=st.decimals(-(10**12), 10**12, places=4), language=LANGUAGES)
def test_a_number_keeps_every_digit(number, language):
    with translation.override(language):
        text = written(number).replace("\u2212", "-")
    groups, point = (".", ",") if language == "id" else (",", ".")
    assert Decimal(text.replace(groups, "").replace(point, ".")) == number
