"""The proof of a claim sums exactly to it, down to the sale lines, on paper and in cells."""

from __future__ import annotations

import importlib
from decimal import Decimal
from io import BytesIO

import pytest
from builders import a_product, a_promise
from django.utils import translation
from funded import COMMISSION, raised
from months import NOVEMBER, OCTOBER, closed, finalised, sold
from python_calamine import CalamineWorkbook

from setia.claims.proof import proof_of
from setia.claims.proof_lines import proof_lines
from setia.claims.proof_pdf import proof_pdf
from setia.claims.proof_xlsx import proof_workbook
from setia.claims.share_out import shared_out
from setia.core.errors import Refused
from setia.documents.render_pdf import render_pdf


def sheets(claim):
    """Return the sheets of the workbook as lists of rows."""
    with translation.override("en"), proof_workbook(claim) as file:
        book = CalamineWorkbook.from_filelike(BytesIO(file.read()))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def lines_of(claim):
    """Return the parts of a claim by order and line, in rupiah."""
    return [
        (one.award.party.code, one.order_id, one.award_minor // 100, one.part_minor // 100)
        for one in proof_lines(claim)
    ]


@pytest.fixture
def october(world):
    """October of Ani: three lines whose parts of the supplier's share leave a remainder."""
    a_promise(COMMISSION.replace("60%", "50%").replace("rate: 10%", "rate: 1%"))
    for number, rupiah in enumerate((3_300, 3_300, 3_400), start=1):
        sold(f"A{number}", world.ani, world.goods, "2026-10-05", rupiah)
    sold("B", world.budi, world.goods, "2026-10-06", 40_000)
    finalised(OCTOBER, "2026-11-03")
    return world


def test_a_proof_tells_who_got_what_and_which_share_is_borne(october):
    (claim,) = raised(OCTOBER, "2026-11-04")
    proof = proof_of(claim)

    (program,) = proof.programs
    (window,) = program.windows
    told = [
        (one.code, one.award_minor // 100, one.share, one.part_minor // 100)
        for one in window.partners
    ]
    # 1 % of 10,000 and of 40,000; half of each
    half = Decimal("0.5")
    assert told == [("R-1", 100, half, 50), ("R-2", 400, half, 200)]
    assert program.part_minor == window.part_minor == claim.amount_minor == 250_00
    assert (window.partners[0].measure, window.partners[0].home_month) == (
        "10000.000000",
        OCTOBER,
    )


def test_the_parts_on_the_sale_lines_sum_exactly_to_the_claim(october):
    (claim,) = raised(OCTOBER, "2026-11-04")

    # 50 over 33, 33 and 34 of 100: 16.5, 16.5 and 17; the unit left goes to the first half
    assert lines_of(claim) == [
        ("R-1", "A1", 33, 17),
        ("R-1", "A2", 33, 16),
        ("R-1", "A3", 34, 17),
        ("R-2", "B", 400, 200),
    ]


def test_a_late_change_is_proved_by_the_lines_that_changed(october):
    raised(OCTOBER, "2026-11-04")
    sold("A4", october.ani, october.goods, "2026-10-20", 10_000, known="2026-11-10")
    returned = {"returns_order_id": "B", "quantity_milli": -500}
    sold("B-R", october.budi, october.goods, "2026-11-10", -10_000, **returned)
    sold("N", october.budi, october.goods, "2026-11-12", 60_000)
    finalised(NOVEMBER, "2026-12-03")

    (claim,) = raised(NOVEMBER, "2026-12-04")

    # Ani: half of 100 more. Budi: half of 100 less, and of November's 600.
    assert claim.amount_minor == (50 - 50 + 300) * 100
    told = lines_of(claim)
    assert sum(part for *_, part in told) == 300
    assert told == [
        ("R-1", "A4", 100, 50),
        ("R-2", "B-R", -100, -50),
        ("R-2", "N", 600, 300),
    ]


def test_a_change_that_was_reviewed_twice_is_told_once(world):
    a_promise(COMMISSION)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    closed(OCTOBER, "2026-11-03")
    sold("B", world.ani, world.goods, "2026-10-06", 500_000, known="2026-11-04")
    finalised(OCTOBER, "2026-11-05")

    (claim,) = raised(OCTOBER, "2026-11-06")

    assert claim.lines.count() == 2
    assert lines_of(claim) == [
        ("R-1", "A", 100_000, 60_000),
        ("R-1", "B", 50_000, 30_000),
    ]


def test_the_workbook_holds_the_claim_its_partners_and_its_lines(october):
    (claim,) = raised(OCTOBER, "2026-11-04")
    book = sheets(claim)

    assert list(book) == ["Summary", "Partners", "Sale lines"]
    assert book["Summary"][0][:2] == ["Claim", "KLM-2026-10-1"]
    assert ["Amount", 250.0] in [row[:2] for row in book["Summary"]]
    partners = book["Partners"][1:]
    assert [(row[5], row[8], row[9], row[10]) for row in partners] == [
        ("R-1", 100.0, 0.5, 50.0),
        ("R-2", 400.0, 0.5, 200.0),
    ]
    lines = book["Sale lines"][1:]
    assert [row[4:] for row in lines][:2] == [
        ["A1", 1.0, "P-1", 1.0, 3300.0, 33.0, 17.0],
        ["A2", 1.0, "P-1", 1.0, 3300.0, 33.0, 16.0],
    ]
    assert sum(row[10] for row in lines) == sum(row[10] for row in partners) == 250.0


def test_a_cell_that_looks_like_a_formula_is_a_text(world):
    a_promise(COMMISSION)
    goods = a_product("=1+1")
    world.ani.name = "=HYPERLINK(1)"
    world.ani.save()
    sold("=A1", world.ani, goods, "2026-10-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")
    (claim,) = raised(OCTOBER, "2026-11-04")

    row = sheets(claim)["Sale lines"][1]
    assert (row[2], row[4], row[6]) == ("=HYPERLINK(1)", "=A1", "=1+1")


@pytest.mark.pdf
def test_the_document_is_a_pdf_in_both_languages(october):
    (claim,) = raised(OCTOBER, "2026-11-04")
    for language in ("id", "en"):
        with translation.override(language):
            assert proof_pdf(claim).startswith(b"%PDF-")


@pytest.mark.pdf
def test_a_document_fetches_nothing(tmp_path, caplog):
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"x")
    page = f"<img src='file://{secret}'><img src='http://127.0.0.1:9/x.png'>"

    assert render_pdf(page).startswith(b"%PDF-")
    assert "Failed to load image" in caplog.text


def test_without_the_libraries_of_the_system_that_is_told(monkeypatch):
    def missing(_name):
        raise OSError("cannot load library 'libpango'")

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(Refused) as refused:
        render_pdf("<p>x</p>")
    assert [one.code for one in refused.value.problems] == ["document.no_pdf"]


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (-100, [1, 1, 1], [-33, -33, -34]),
        (10, [3, -1], [15, -5]),
        (-10, [-3, 1], [-15, 5]),
        (10, [0, 0], [0, 10]),
        (7, [5], [7]),
        (0, [1, 2], [0, 0]),
    ],
)
def test_a_whole_is_shared_out_without_loss(total, weights, parts):
    assert shared_out(total * 100, weights) == [one * 100 for one in parts]
