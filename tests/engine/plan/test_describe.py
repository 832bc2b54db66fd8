"""A plan in words: complete, the same in both languages, signable."""

from __future__ import annotations

import re
import string
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings

from setia_engine.errors import PlanRejected
from setia_engine.plan.measure import COUNTS, SUMS
from setia_engine.plan.read import read_plans
from setia_engine.plan.words.describe import SECTIONS, WIDTH, describe
from setia_engine.plan.words.languages import ENGLISH, INDONESIAN, LANGUAGES
from setia_engine.plan.words.phrase import Count, Listing, Measured, Percent, Sum, phrase
from setia_engine.testing.builders import a_plan
from setia_engine.testing.strategies import documents

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*/*/plan.yaml"))
GROWTH = {"growth": "revenue", "over": "last_year"}
TIERS = [{"from": 10, "rate": "1%"}, {"from": 20, "per_unit": 500}, {"from": 30, "flat": 9}]
TABLE = {"by": "category", "values": {"A": "30%", "B": "20%"}, "otherwise": "1%"}
PLACES = [
    {"place": 1, "at_least": 500, "flat": 1_500_000},
    {"place": 2, "rate": "2.5%"},
]


def words(language, **parts: object) -> str:
    """Return a plan in words, on one line."""
    return " ".join(describe(a_plan(**parts), language).split())


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_both_languages_say_the_same_things() -> None:
    assert INDONESIAN.sentences.keys() == ENGLISH.sentences.keys()
    assert INDONESIAN.counted.keys() == ENGLISH.counted.keys()
    assert len(INDONESIAN.months) == len(ENGLISH.months) == 12
    for key, sentence in INDONESIAN.sentences.items():
        assert placeholders(sentence) == placeholders(ENGLISH.sentences[key]), key


def test_no_sentence_is_left_in_the_other_language() -> None:
    same = [
        key
        for key, sentence in INDONESIAN.sentences.items()
        if sentence == ENGLISH.sentences[key] and any(map(str.isalpha, _bare(sentence)))
    ]
    assert same == ["measure.margin"]


def _bare(sentence: str) -> str:
    for name in placeholders(sentence):
        sentence = sentence.replace(f"{{{name}}}", "")
    return sentence


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (Sum(25_000_000), "Rp25.000.000", "Rp25,000,000"),
        (Sum(Decimal("1234.5")), "Rp1.234,50", "Rp1,234.50"),
        (Sum(-40_000), "-Rp40.000", "-Rp40,000"),
        (Sum(0), "Rp0", "Rp0"),
        (Sum(1, "points"), "1 poin", "1 point"),
        (Sum(1_500, "points"), "1.500 poin", "1,500 points"),
        (Sum(2, "goods"), "2 barang", "2 items"),
        (Percent(Decimal("0.025")), "2,5%", "2.5%"),
        (Percent(Fraction(1, 3)), "33,333333%", "33.333333%"),
        (Percent(-1), "-100%", "-100%"),
        (Measured(1, "quantity"), "1 satuan", "1 unit"),
        (Measured(Decimal("2.5"), "quantity"), "2,5 satuan", "2.5 units"),
        (Measured(10, "orders"), "10 pesanan", "10 orders"),
        (Measured(Decimal("0.25"), "margin_rate"), "25%", "25%"),
        (Measured(5_000, "margin"), "Rp5.000", "Rp5,000"),
        (date(2026, 8, 17), "17 Agustus 2026", "17 August 2026"),
        (Count(30, "days"), "30 hari", "30 days"),
        (Listing(["a", "b", "c"], "or"), "a, b, atau c", "a, b or c"),
        (Listing(["a", "b"]), "a dan b", "a and b"),
        ("{not a place}", "{not a place}", "{not a place}"),
    ],
)
def test_values_are_written_as_people_write_them(value, indonesian, english) -> None:
    assert INDONESIAN.say(value) == indonesian
    assert ENGLISH.say(value) == english


CLAUSES = [
    ({}, "dari 1 November 2026 sampai dengan 30 November 2026", "from 1 November 2026 to"),
    ({"period": {"from": "2026-11-01"}}, "tanpa tanggal akhir", "without an end"),
    (
        {"period": {"from": "2026-11-01", "timezone": "Asia/Makassar"}},
        *("Waktu Indonesia Tengah (Asia/Makassar)", "Central Indonesian Time"),
    ),
    (
        {"period": {"from": "2026-11-02", "every": "month"}},
        *(
            "Jendela pertama dan terakhir dibatasi",
            "The first and the last window are cut off",
        ),
    ),
    ({"credit": "upline"}, "untuk atasan penjualnya", "credited to the upline"),
    (
        {"eligible": {"role": ["reseller", "outlet"], "not": {"tier": "gold"}}},
        "pihak dengan peran reseller atau outlet, kecuali pihak dengan tingkat gold",
        "parties with the role reseller or outlet, except the parties with the tier gold",
    ),
    ({"eligible": {"territory": "X"}}, "pada hari terakhir jendela", "on the last day"),
    (
        {"scope": {"product": "A", "weekday": ["fri", "sun"], "joined_within": 30}},
        "penjualan produk A, pada hari Jumat atau Minggu, dalam 30 hari pertama sejak",
        "sales of product A, on Friday or Sunday, within the first 30 days after",
    ),
    (
        {"scope": {"not": {"brand": "X"}}},
        "kecuali penjualan merek X",
        "except sales of brand X",
    ),
    ({"scope": {"buyer_tier": "gold"}}, "pada hari penjualan", "on the day of the sale"),
    (
        {"measure": GROWTH},
        "pertumbuhan nilai penjualan dibandingkan dengan tanggal yang sama setahun sebelumnya",
        "growth of revenue over the same dates a year earlier",
    ),
    (
        {"conditions": [{"measure": "revenue", "at_least": 25_000_000}]},
        "nilai penjualan sekurang-kurangnya Rp25.000.000",
        "revenue of at least Rp25,000,000",
    ),
    (
        {"conditions": [{"measure": "orders", "below": 5, "scope": {"channel": "chat"}}]},
        "kurang dari 5 pesanan, dihitung atas penjualan melalui saluran chat",
        "of less than 5 orders, counting only sales through the channel chat",
    ),
    (
        {"conditions": [{"measure": "margin_rate", "above": "25%", "scope": {}}]},
        "lebih dari 25%, dihitung atas semua penjualan peserta. Pertumbuhan atau",
        "of more than 25%, counting all sales of the participant. Growth or a margin rate",
    ),
    ({"reward": {"rate": "2.5%"}}, "2,5% dari nilai penjualan", "2.5% of the revenue"),
    (
        {"reward": {"rate": "5%", "of": "margin", "scope": {"category": "A"}}},
        "5% dari margin penjualan kategori produk A",
        "5% of the margin of sales of product category A",
    ),
    (
        {"measure": GROWTH, "reward": {"rate": "5%", "of": "increment"}},
        "5% dari tambahan nilai penjualan di atas pembandingnya",
        "5% of the increase of revenue over what it is compared with",
    ),
    (
        {"reward": {"rate": TABLE}},
        "persentase menurut kategori produk (A: 30%, B: 20%, selain itu 1%)",
        "a rate by product category (A: 30%, B: 20%, anything else: 1%)",
    ),
    (
        {"reward": {"rate": "20%", "min_per_unit": 30_000}},
        "sekurang-kurangnya Rp30.000; bila satuan itu diretur",
        "at least Rp30,000; where such a unit is returned",
    ),
    (
        {"reward": {"per_unit": 5_000, "scope": {}}},
        "Rp5.000 untuk setiap satuan yang dijual peserta",
        "Rp5,000 for each unit that the participant sells",
    ),
    ({"reward": {"flat": 500}}, "Rp500, satu kali dalam setiap", "Rp500, once in each"),
    (
        {"reward": {"step": {"every": 10_000, "give": 1}}, "settlement": {"as": "points"}},
        "1 poin untuk setiap kelipatan penuh Rp10.000 dari nilai penjualan",
        "1 point for each whole Rp10,000 of revenue",
    ),
    (
        {"reward": {"tiers": TIERS, "mode": "retroactive", "of": "margin"}},
        (
            "mulai Rp10 sampai kurang dari Rp20: 1% dari margin penjualan yang dihitung;"
            " - mulai Rp20 sampai kurang dari Rp30: Rp500 untuk setiap satuan yang dihitung;"
            " - mulai Rp30: Rp9. Di bawah Rp10 tidak ada imbalan."
        ),
        (
            "from Rp10 to less than Rp20: 1% of the margin of the sales that count;"
            " - from Rp20 to less than Rp30: Rp500 for each unit that counts;"
            " - from Rp30: Rp9. Below Rp10 there is no reward."
        ),
    ),
    (
        {"reward": {"tiers": TIERS[:1], "mode": "incremental"}},
        "mulai Rp10: 1% dari bagian nilai penjualan itu",
        "from Rp10: 1% of that slice of the revenue",
    ),
    (
        {"reward": {"tiers": TIERS[2:], "mode": "cumulative"}},
        "setiap jenjang yang tercapai dibayar",
        "every tier that is reached is paid",
    ),
    (
        {"measure": "quantity", "reward": {"ranking": PLACES}},
        (
            "posisi 1, bila hasilnya sekurang-kurangnya 500 satuan: Rp1.500.000;"
            " - posisi 2, bila hasilnya di atas nol: 2,5% dari nilai penjualan yang dihitung."
        ),
        (
            "place 1, with at least 500 units: Rp1,500,000;"
            " - place 2, with more than zero: 2.5% of the revenue that counts."
        ),
    ),
    (
        {"measure": "quantity", "reward": {"ranking": PLACES}},
        "peserta yang penjualan terakhirnya lebih awal, lalu yang kodenya",
        "whose last sale was earlier goes first, then the one whose code",
    ),
    (
        {"measure": "quantity", "reward": {"race": [{"reach": 50, "flat": 9}]}},
        "yang pertama mencapai 50 satuan mendapat Rp9, asalkan pada akhir jendela",
        "the first to reach 50 units gets Rp9, provided that it is still there",
    ),
    (
        {
            "measure": "quantity",
            "reward": {"race": [{"reach": 50, "flat": 9, "winners": 3, "hold": False}]},
        },
        "3 peserta pertama yang mencapai 50 satuan masing-masing mendapat Rp9, juga bila",
        "the first 3 participants to reach 50 units get Rp9 each, also if",
    ),
    ({}, "Tidak ada batas per peserta dan tidak ada anggaran", "no cap for a participant"),
    (
        {"caps": {"per_party": 1_000, "budget": 5_000, "on_budget": "first_come"}},
        (
            "paling banyak Rp1.000 dalam satu jendela. Seluruh perolehan semua peserta selama masa"
            " program paling banyak Rp5.000. Perolehan dibayar dari anggaran menurut urutan"
        ),
        (
            "at most Rp1,000 in a window. All awards of all participants over the whole period are"
            " at most Rp5,000. Awards are paid from the budget in order"
        ),
    ),
    ({"caps": {"budget": 5}}, "dikurangi sebanding", "reduced in proportion"),
    ({}, "pada tanggal retur itu sendiri", "on the date of the return itself"),
    ({}, "perolehannya pun negatif dan ditarik kembali", "negative too and is taken back"),
    ({"returns": "restate"}, "pesanan yang dibatalkannya", "the order that it undoes"),
    (
        {"returns": "ignore"},
        "Retur tidak diperhitungkan",
        "Returns are not taken into account",
    ),
    ({"reward": {"flat": 5}}, "tidak pernah kurang dari nol", "never below zero"),
    (
        {"rounding": {"to": Decimal("0.05"), "mode": "half_even"}},
        *("kelipatan Rp0,05 yang terdekat", "multiple of Rp0.05; an exact half"),
    ),
    ({"rounding": {"mode": "down"}}, "ke arah nol", "towards zero"),
    (
        {},
        "ditambahkan pada perolehan dari program lain",
        "added to the awards of other plans",
    ),
    (
        {"stacking": {"group": "promo", "keep": "best"}},
        *("kelompok promo", "keeps only the highest in each window"),
    ),
    (
        {"stacking": {"group": "promo", "keep": "first", "priority": 2}},
        *("dengan urutan 2", "with the priority 2"),
    ),
    ({}, "ditanggung oleh perusahaan", "paid for by the company"),
    (
        {"funding": [{"party": "PT A", "share": "60%"}, {"party": "PT B", "share": "15%"}]},
        "PT A sebesar 60% dan PT B sebesar 15%; sisanya, 25%, oleh perusahaan",
        "PT A with 60% and PT B with 15%; what is left, 25%, by the company",
    ),
    (
        {
            "funding": [
                {"party": "PT A", "share": "60%"},
                {"party": "house", "share": "40%"},
            ]
        },
        "PT A sebesar 60% dan perusahaan sebesar 40%.",
        "PT A with 60% and the company with 40%.",
    ),
    (
        {"payee": "yayasan", "settlement": {"as": "goods", "within": "7d"}},
        "berupa barang kepada yayasan, bukan kepada peserta, paling lambat 7 hari setelah",
        "in goods to yayasan, not to the participant, within 7 days after the window",
    ),
    (
        {"settlement": {"release": "when_paid", "hold": "14d"}},
        "menunggu sampai penjualannya dibayar. Sebelum itu perolehan ditahan selama 14 hari",
        "waits until the sale is paid. Before that it is held back for 14 days",
    ),
    ({}, "jumlahnya bersifat sementara", "its amounts are provisional"),
    (
        {"reward": {"rate": "30%"}},
        "dengan nilai penjualan Rp10.000.000, perolehannya Rp3.000.000.",
        "with revenue of Rp10,000,000 the award is Rp3,000,000.",
    ),
    (
        {"reward": {"rate": TABLE}},
        "seluruhnya dengan kategori produk A, perolehannya Rp3.000.000",
        "all with product category A, the award is Rp3,000,000",
    ),
]


@pytest.mark.parametrize(("parts", "indonesian", "english"), CLAUSES)
def test_what_a_plan_says_is_said_in_both_languages(parts, indonesian, english) -> None:
    assert indonesian in words(INDONESIAN, **parts)
    assert english in words(ENGLISH, **parts)


@pytest.mark.parametrize("measure", [*SUMS, *COUNTS, "margin_rate"])
def test_every_measure_is_said_as_measure_and_in_a_condition(measure) -> None:
    conditions = [{"measure": measure, "at_least": 1}]
    for language in LANGUAGES.values():
        text = words(language, measure=measure, conditions=conditions)
        named = language.say(phrase(f"measure.{measure}"))
        compared = phrase("condition.at_least", measure=named, limit=Measured(1, measure))
        assert language.say(phrase(f"measured.{measure}")) in text
        assert language.say(compared) in text


@pytest.mark.parametrize("every", ["order", "day", "week", "month", "quarter", "year"])
def test_every_window_is_said_in_its_own_words(every) -> None:
    period = {"from": "2026-01-01", "every": every}
    for language in LANGUAGES.values():
        assert language.say(phrase(f"window.{every}")) in words(language, period=period)


def test_the_title_is_that_of_the_language() -> None:
    titled = a_plan(title={"id": "Komisi November", "en": "November commission"})

    assert describe(titled, INDONESIAN).startswith("Komisi November\n===============\n")
    assert describe(titled, ENGLISH).startswith("November commission\n===")
    assert describe(a_plan(title="Satu"), ENGLISH).startswith("Satu\n====\n")
    assert describe(a_plan(), ENGLISH).startswith("plan\n====\n")


def assert_signable(plan, language) -> None:
    text = describe(plan, language)
    headings = re.findall(r"^[0-9]+\. ", text, flags=re.MULTILINE)
    assert len(headings) == len(SECTIONS)
    assert "None" not in text
    assert text.endswith("____\n")
    too_long = [
        line for line in text.splitlines() if len(line) > WIDTH and " " in line.strip()
    ]
    assert too_long == []


@settings(deadline=None, max_examples=60)
@given(documents())
def test_every_plan_can_be_described_in_both_languages(document) -> None:
    for language in LANGUAGES.values():
        assert_signable(a_plan(**document), language)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_every_example_can_be_described_in_both_languages(path) -> None:
    try:
        plans = read_plans([path])
    except PlanRejected as rejected:
        pytest.fail(f"{path}: {rejected.problems}")
    for plan in plans:
        for language in LANGUAGES.values():
            assert_signable(plan, language)
