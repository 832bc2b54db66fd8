"""A statement as a file: the workbook holds every sale line, the PDF the sums."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from builders import a_promise
from django.utils import translation
from months import NOVEMBER, OCTOBER, sold
from python_calamine import CalamineWorkbook
from told import MONTHLY, closed, end_of_day, finalised

from setia.closing.models import Award
from setia.core.errors import NotFound, Refused
from setia.documents.render_pdf import render_pdf
from setia.statements.as_pdf import statement_html, statement_pdf
from setia.statements.as_xlsx import statement_xlsx
from setia.statements.explain_line import booking_known, tale_of
from setia.statements.statement_of import statement_of


@pytest.fixture
def november(world):
    """Ani's November, with a late sale of October."""
    a_promise(MONTHLY)
    sold("=1+1", world.ani, world.goods, "2026-10-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")
    sold("B", world.ani, world.goods, "2026-10-20", 500_000, known="2026-11-10")
    sold("C", world.ani, world.goods, "2026-11-07", 300_000)
    closed(NOVEMBER, "2026-12-03")
    return statement_of(world.ani, NOVEMBER, end_of_day("2026-12-03"))


def sheets(statement):
    with translation.override("en"):
        book = CalamineWorkbook.from_filelike(BytesIO(statement_xlsx(statement)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_workbook_holds_lines_awards_and_the_sale_lines_that_carry_them(november):
    told = sheets(november)

    assert list(told) == ["Statement", "Awards", "Sale lines"]
    assert told["Statement"][0] == ["Lumbung Jelita", "Statement", "", "", ""]
    amounts = {row[0]: row[3] for row in told["Statement"] if isinstance(row[3], float)}
    assert amounts["Opening balance"] == 100_000
    assert amounts["Earned"] == 30_000
    assert amounts["Change of an earlier month"] == 50_000
    assert amounts["Closing balance"] == 180_000
    awards = [(row[0], row[1], row[9], row[10]) for row in told["Awards"][1:]]
    assert awards == [
        ("Commission", "2026-11-01", 30_000, 30_000),
        ("Commission", "2026-10-01", 50_000, 150_000),
    ]
    parts = [(row[1], row[2], row[5], row[7], row[9]) for row in told["Sale lines"][1:]]
    assert parts == [
        ("2026-10-01", "=1+1", "Produk P-1", 1_000_000, 100_000),
        ("2026-10-01", "B", "Produk P-1", 500_000, 50_000),
        ("2026-11-01", "C", "Produk P-1", 300_000, 30_000),
    ]


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("id", ["Rp180.000", "Lumbung Jelita", "Komisi", "November 2026", "14 Des 2026"]),
        ("en", ["Rp180,000", "Closing balance", "Change for October 2026", "revision 1"]),
    ],
)
def test_the_page_behind_the_pdf_tells_the_sums_in_the_language_that_is_asked(
    november, language, says
):
    html = statement_html(november, language)
    assert [text for text in says if text not in html] == []


@pytest.mark.pdf
def test_the_pdf_is_one(november):
    assert statement_pdf(november, "id").startswith(b"%PDF-")


@pytest.mark.pdf
def test_a_document_fetches_nothing(tmp_path):
    (tmp_path / "secret.txt").write_text("x")
    html = f'<img src="file://{tmp_path}/secret.txt"><img src="http://127.0.0.1:9/x.png">'
    assert render_pdf(html).startswith(b"%PDF-")


def test_without_the_libraries_the_reader_is_told(monkeypatch):
    def missing(name):
        raise OSError(name)

    monkeypatch.setattr("setia.documents.render_pdf.importlib.import_module", missing)
    with pytest.raises(Refused) as refused:
        render_pdf("<p>x")
    assert refused.value.problems[0].code == "document.no_pdf"


def test_a_line_is_explained_as_it_was_booked_in_its_own_run(november):
    award = Award.objects.get(window_from=OCTOBER)
    now = tale_of(award, booking_known(award, november), "en")
    october = statement_of(award.payee, OCTOBER, end_of_day("2026-11-03"))
    then = tale_of(award, booking_known(award, october), "en")

    assert [part.order_id for part in now.parts] == ["=1+1", "B"]
    assert [part.order_id for part in then.parts] == ["=1+1"]
    assert "100,000" in then.headline
    assert "150,000" in now.headline


def test_an_award_of_which_nothing_is_left_has_no_explanation(world):
    a_promise(MONTHLY)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")
    back = {"returns_order_id": "A", "quantity_milli": -1_000}
    sold("A-R", world.ani, world.goods, "2026-11-06", -1_000_000, **back)
    closed(NOVEMBER, "2026-12-03")
    award = Award.objects.get()
    statement = statement_of(world.ani, NOVEMBER, end_of_day("2026-12-03"))
    assert award.home_month in {None, date(2026, 10, 1)}

    tale = tale_of(award, booking_known(award, statement), "en")
    assert tale.total == "0"
    with pytest.raises(NotFound):
        tale_of(
            Award(program=award.program, party=world.budi, window_from=OCTOBER),
            booking_known(award, statement),
            "en",
        )
