"""The contract says of each table what the rest relies on."""

from __future__ import annotations

import pytest

from setia_engine.facts.contract import PARTIES, SALE_LINES, TABLES


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_says_what_it_means_and_what_is_expected(table):
    assert table.meaning
    assert len({column.name for column in table.columns}) == len(table.columns)
    for column in table.columns:
        assert column.meaning
        assert column.expected.endswith("; it must not be empty") == column.required


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_key_is_made_of_required_columns(table):
    assert all(table.column(name).required for name in table.key)


def test_a_list_of_values_is_what_is_expected():
    expected = PARTIES.column("role").expected

    assert expected == (
        "one of distributor, reseller, outlet, salesperson, customer, supplier, charity"
    )


def test_an_unknown_column_is_an_error():
    with pytest.raises(KeyError):
        SALE_LINES.column("price")
