"""CSV as its specification and its many writers know it, cell by cell."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from table_reader import read

from setia.intake.guess.layout import DELIMITERS, guess_reading
from setia.intake.reading.row import Reading
from setia.intake.reading.rows import rows_of
from setia.intake.reading.text import rows_of_lines

CASES = {
    "plain": ("a,b,c\n1,2,3\n", [["a", "b", "c"], ["1", "2", "3"]]),
    "line ends of Windows": ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
    "no line end at the end": ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
    "empty cells, quoted and not": (
        'a,b,c\n1,"",\n,2,3',
        [["a", "b", "c"], ["1", "", ""], ["", "2", "3"]],
    ),
    "a delimiter in quotes": (
        'nama,kota\nBudi,"Malang, Jawa Timur"\n',
        [["nama", "kota"], ["Budi", "Malang, Jawa Timur"]],
    ),
    "quotes in quotes": (
        'a,b\n1,"kata ""dia"" begitu"\n',
        [["a", "b"], ["1", 'kata "dia" begitu']],
    ),
    "a line end in quotes": (
        'a,b\n"satu\ndua",3\n4,5\n',
        [["a", "b"], ["satu\ndua", "3"], ["4", "5"]],
    ),
    "a line end of Windows in quotes": (
        'a,b\r\n"satu\r\ndua",3\r\n',
        [["a", "b"], ["satu\r\ndua", "3"]],
    ),
    "quotes and line ends in quotes": (
        'a,b\n1,"ha \n""ha"" \nha"\n3,4\n',
        [["a", "b"], ["1", 'ha \n"ha" \nha'], ["3", "4"]],
    ),
    "braces of another format in quotes": (
        'kunci,isi\n1,"{""tipe"": ""Titik"", ""letak"": [102.0, 0.5]}"\n',
        [["kunci", "isi"], ["1", '{"tipe": "Titik", "letak": [102.0, 0.5]}']],
    ),
    "quotation marks inside a cell that has none around it": (
        "tempat,letak\nMalang,7°58'45.1\"S 112°37'41.0\"E\n",
        [["tempat", "letak"], ["Malang", "7°58'45.1\"S 112°37'41.0\"E"]],
    ),
    "letters of every script": (
        "a,b\nʤ,日本\n😀,ญ\n",
        [["a", "b"], ["ʤ", "日本"], ["😀", "ญ"]],
    ),
}


def cells_of(path: Path) -> list[list[str]]:
    return [row.cells for row in rows_of(path, guess_reading(path, "sales"))]


@pytest.mark.parametrize(("text", "cells"), CASES.values(), ids=CASES)
def test_cells_are_what_the_writer_meant(tmp_path, text, cells):
    path = tmp_path / "file.csv"
    path.write_bytes(text.encode())
    assert cells_of(path) == cells


WORDS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12
)
TABLES = st.integers(2, 6).flatmap(
    lambda width: st.lists(
        st.lists(WORDS, min_size=width, max_size=width), min_size=1, max_size=8
    )
)


@given(
    table=TABLES,
    delimiter=st.sampled_from(DELIMITERS),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_what_was_written_is_read_back(table, delimiter, quoting, line_end):
    assume(not table[0][0].lower().startswith("sep="))
    file = io.StringIO(newline="")
    csv.writer(
        file, delimiter=delimiter, quoting=quoting, lineterminator=line_end
    ).writerows(table)
    file.seek(0)
    assert [row.cells for row in rows_of_lines(iter(file), delimiter)] == table


FIGURES = st.integers(0, 10**9).map(str)
NAMES = st.text("abcdefghijklmnopqrstuvwxyz ", min_size=1, max_size=12).map(str.strip)


@given(
    rows=st.lists(st.tuples(NAMES, FIGURES, FIGURES), min_size=3, max_size=30),
    delimiter=st.sampled_from(DELIMITERS),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]),
)
def test_the_dialect_of_a_regular_table_is_found(
    tmp_path_factory, rows, delimiter, encoding
):
    table = [["Kode Barang", "Qty", "Total"], *map(list, rows)]
    path = tmp_path_factory.mktemp("dialect") / "file.csv"
    path.write_bytes("\n".join(delimiter.join(row) for row in table).encode(encoding))

    found = guess_reading(path, "sales")
    assert found == Reading("csv", found.encoding, delimiter, "", (1,))
    assert [row.cells for row in rows_of(path, found)] == table


@given(content=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_but_never_break(content):
    found = read(content)
    assert found.no_table or not found.rows
