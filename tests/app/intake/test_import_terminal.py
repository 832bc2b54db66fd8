"""Files that come in from the terminal, and what its exit status says."""

from __future__ import annotations

import io
import json

import builders
import pytest
from rich.console import Console

from setia.core.actor import system
from setia.intake.models import Batch
from setia.intake.propose_mapping import propose_mapping
from setia.intake.terminal import Asked, import_from_terminal
from setia.sales.models import SaleLine

HEAD = "No Faktur,Tanggal,Kode Reseller,Kode Barang,Qty,Total\n"
CLEAR = HEAD + "F-1,25/08/2026,R1,P1,1,25000\n"


@pytest.fixture
def come_in(own_business, tmp_path):
    builders.a_party("R1")
    builders.a_product("P1")

    def run(content, mapping=None, **answers):
        path = tmp_path / "sales.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        screen = Console(file=io.StringIO(), width=200)
        asked = Asked("sales", path, "Toko", mapping, answers, yes=True)
        status = import_from_terminal(asked, system("test"), screen)
        return status, screen.file.getvalue()

    return run


@pytest.mark.parametrize(
    ("content", "status", "words", "lines"),
    [
        pytest.param(CLEAR, 0, "Imported: 1 new", 1, id="a clear file comes in"),
        pytest.param(
            CLEAR + "F-2,26/08/2026,R9,P1,1,25000\n",
            3,
            "refused, 1 times",
            1,
            id="rows that are refused are told by the status",
        ),
        pytest.param(
            CLEAR.replace("25/08", "01/02"),
            2,
            "Is the day or the month first",
            0,
            id="an open question is never guessed",
        ),
        pytest.param(
            "Tanggal,Qty\n25/08/2026,1\n",
            2,
            "Choose the column that holds: Seller",
            0,
            id="a missing column is asked for",
        ),
        pytest.param(b"", 2, "This file is empty.", 0, id="an empty file"),
        pytest.param(b"\x89PNG\r\n", 2, "looks like a picture", 0, id="a picture"),
    ],
)
def test_a_file_from_the_terminal(come_in, content, status, words, lines):
    found, told = come_in(content)

    assert (found, SaleLine.objects.count()) == (status, lines)
    assert words in told


def test_a_given_mapping_answers_what_is_open(come_in, tmp_path):
    come_in(CLEAR.replace("25/08", "01/02"))
    mapping = propose_mapping(Batch.objects.get()).mapping
    mapping["columns"]["sold_at"]["order"] = "month"
    answer = tmp_path / "mapping.json"
    answer.write_text(json.dumps(mapping), "utf-8")

    status, _ = come_in(CLEAR.replace("25/08", "01/02"), answer)

    assert status == 0
    assert SaleLine.objects.get().sold_at.astimezone().date().isoformat() == "2026-01-02"


UNCLEAR = CLEAR.replace("25/08", "01/02").replace("25000", "25.000")


def test_a_question_says_how_it_is_answered(come_in):
    status, told = come_in(UNCLEAR)

    assert (status, SaleLine.objects.count()) == (2, 0)
    assert "--answer sold_at=month   (01/02/2026 is 2026-01-02)" in told
    assert "--answer amount=comma   (25.000 is 25000)" in told


def test_answers_on_the_command_line_let_the_file_in(come_in):
    status, _ = come_in(UNCLEAR, sold_at="month", amount="comma")

    line = SaleLine.objects.get()
    assert (status, line.amount_minor) == (0, 25_000_00)
    assert line.sold_at.astimezone().date().isoformat() == "2026-01-02"


def test_one_answer_of_two_is_not_enough(come_in):
    status, told = come_in(UNCLEAR, sold_at="month")

    assert (status, SaleLine.objects.count()) == (2, 0)
    assert "--answer amount=" in told
    assert "--answer sold_at=" not in told


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"sold_at": "monday"}, "“sold_at=monday” is no answer. Allowed: day, month."),
        ({"quantity": "comma"}, "This file asks nothing about quantity."),
    ],
)
def test_an_answer_that_does_not_fit_is_told(come_in, answers, words):
    status, told = come_in(UNCLEAR, **answers)

    assert (status, SaleLine.objects.count()) == (2, 0)
    assert words in told


@pytest.mark.parametrize("text", ['{"version": 7}', "[1, 2]", "no JSON at all"])
def test_a_mapping_that_is_none_is_told(come_in, tmp_path, text):
    answer = tmp_path / "mapping.json"
    answer.write_text(text, "utf-8")

    status, told = come_in(CLEAR, answer)

    assert status == 2
    assert "another version" in told
