"""Nasty files come to what a careful person would make of them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from builders import a_party, a_product, an_actor
from horror import HEAD
from horrors_of_spelling import SPELLINGS_OF_ALL
from horrors_of_tables import TABLES
from table_reader import read

from setia.core.errors import Refused
from setia.intake.choose_mapping import choose_mapping
from setia.intake.guess.mapping import Chosen, Mapping
from setia.intake.preview_batch import preview_batch
from setia.intake.propose_mapping import propose_mapping
from setia.intake.reading.row import Reading
from setia.intake.take_in_file import take_in_file

JAKARTA = ZoneInfo("Asia/Jakarta")
EVERY = [pytest.param(one, id=one.name) for one in (*SPELLINGS_OF_ALL, *TABLES)]


@pytest.mark.parametrize("horror", EVERY)
def test_a_horror_is_read_as_a_careful_person_would(horror):
    found = read(horror.content, answers=horror.answers)

    sales = [
        (
            row["sold_at"].astimezone(JAKARTA).date().isoformat(),
            row["quantity_milli"],
            row["amount_minor"],
        )
        for row in found.rows
    ]
    assert (found.no_table, found.questions, found.missing) == (
        horror.no_table,
        horror.questions,
        horror.missing,
    )
    assert (sales, found.problems, found.aside) == (
        horror.sales,
        horror.problems,
        horror.aside,
    )


@pytest.mark.parametrize("horror", EVERY)
def test_a_horror_goes_through_the_whole_importer_without_a_crash(own_business, horror):
    a_party("R1")
    a_product("P1")
    by = an_actor()
    if horror.no_table or horror.missing or horror.questions:
        with pytest.raises(Refused):
            mapped(horror, by)
        return
    summary = preview_batch(mapped(horror, by), by).summary

    outside = {row for row, _, _ in horror.problems} | {row for row, _ in horror.aside}
    assert summary["rows"] == len(horror.sales) + len(outside)


def mapped(horror, by):
    given = horror.content
    content = given if isinstance(given, bytes) else given.encode()
    batch = take_in_file("sales", "Toko", "laporan.csv", [content], by)
    return choose_mapping(batch, propose_mapping(batch), by, batch.version)


SHOWS_COMMA = "\n".join([HEAD, "F1;25/08/2026;R1;P1;1.250;50.000,00"])


@pytest.mark.parametrize(
    ("styles", "quantity"), [({}, 1_250_000), ({"quantity": "point"}, 1_250)]
)
def test_what_a_person_chose_for_a_column_stands(styles, quantity):
    assert read(SHOWS_COMMA, styles=styles).column("quantity_milli") == [quantity]


def test_what_is_remembered_gives_way_to_what_the_file_shows():
    columns = {"quantity": Chosen("Qty", 4, style="point")}
    columns |= {
        name: Chosen(head, at)
        for at, (name, head) in enumerate(
            zip(("order_id", "sold_at", "seller", "product"), HEAD.split(";"), strict=False)
        )
    }
    columns["amount"] = Chosen("Total", 5)
    saved = Mapping("sales", Reading(), columns, "Asia/Jakarta")
    assert read(SHOWS_COMMA, saved=saved).column("quantity_milli") == [1_250_000]
