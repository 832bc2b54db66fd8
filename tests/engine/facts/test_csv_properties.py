"""Whatever is written as CSV is read to the letter; whatever is damaged is told or read."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq
from fact_folders import csv_text
from hypothesis import given, settings
from hypothesis import strategies as st

from setia_engine.facts.contract import PRODUCTS
from setia_engine.facts.refusals import BadRow
from setia_engine.run.load.files import stage_csv
from setia_engine.run.load.files.find_files import TableFile

LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
TEXTS = st.lists(
    st.sampled_from(["\n", "\r", "\r\n", '"', '""', ",", ";", " "])
    | st.text(LETTERS, max_size=3),
    max_size=6,
).map("".join)


def staged(content: bytes) -> tuple[list[dict[str, str]], list[BadRow]]:
    """Stage products written as CSV; return the rows of text and what was told."""
    told: list[BadRow] = []
    with TemporaryDirectory() as name:
        path, target = Path(name) / "products.csv", Path(name) / "products.parquet"
        path.write_bytes(content)
        file = TableFile(path, path.name)
        refusals = stage_csv.stage_csv(file, PRODUCTS, target, told.extend).refusals
        rows = [] if refusals else pq.read_table(target).to_pylist()
    return rows, [*told, *refusals]


@settings(max_examples=200, deadline=None)
@given(
    texts=st.lists(st.tuples(TEXTS, TEXTS), max_size=20),
    end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_whatever_text_is_written_as_csv_is_read_back(texts, end, quoting):
    # With LF alone Python leaves a carriage return unquoted, which nobody can read back.
    quoting = csv.QUOTE_ALL if end == "\n" else quoting
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator=end, quoting=quoting)
    writer.writerow(["product_id", "name", "brand"])
    writer.writerows([f"P{number:03}", *cells] for number, cells in enumerate(texts))

    rows, told = staged(written.getvalue().encode())

    assert not told
    assert [(row["name"], row["brand"]) for row in rows] == texts


@settings(max_examples=300, deadline=None)
@given(
    before=st.integers(0, 120),
    cut=st.integers(0, 6),
    put=st.binary(max_size=6)
    | st.sampled_from([b'"', b",", b"\n", b"\r", b"\0", b'""', b"\xff", b"\r\n"]),
)
def test_a_damaged_file_is_told_or_read_as_it_stands(before, cut, put):
    texts = ['"q"', "a,b", "two\nlines", "", "é"]
    products = [
        {"product_id": f"P{number}", "name": text, "brand": "b"}
        for number, text in enumerate(texts)
    ]
    sound = csv_text(products).encode()
    damaged = sound[:before] + put + sound[before + cut :]

    rows, told = staged(damaged)

    if not told:
        text = damaged.decode("utf-8-sig")
        plain = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        names = [name for name in plain.fieldnames or () if name.strip() in rows[0]]
        assert [tuple(row.values())[:-1] for row in rows] == [
            tuple(row[name] for name in names) for row in plain
        ]


def test_a_row_that_is_told_is_left_out_and_the_others_keep_their_numbers():
    rows, told = staged(b"product_id,name\nP1,a\nP2\n\nP3,b\n")

    assert [(row["product_id"], row["row"]) for row in rows] == [("P1", 2), ("P3", 5)]
    assert [(finding.row, finding.value) for finding in told] == [(3, "P2")]
