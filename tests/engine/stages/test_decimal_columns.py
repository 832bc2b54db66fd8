"""Whole numbers survive the way into Arrow decimals and back."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st
from whole_columns import columns, listed, unhurried

from setia_engine.stages.arithmetic.columns import decimals, whole_numbers

held = st.one_of(
    st.integers(-100, 100),
    st.integers(-(2**63), 2**63 - 1),
    st.integers(-(10**38) + 1, 10**38 - 1),
)


@unhurried
@given(columns(values=held))
def test_a_column_comes_back_as_it_went(column) -> None:
    assert listed(whole_numbers(decimals(column))) == listed(column)


@unhurried
@given(columns(values=held), st.sampled_from([0, 2, 6]))
def test_decimals_have_as_many_places_as_were_asked_for(column, places) -> None:
    told = decimals(column, places)

    assert told.type == pa.decimal128(38, places)
    assert told.to_pylist() == [Decimal(f"{value}e-{places}") for value in listed(column)]


@unhurried
@given(columns(values=held), st.data())
def test_missing_numbers_are_missing_and_come_back_as_0(column, data) -> None:
    flags = st.lists(st.booleans(), min_size=len(column), max_size=len(column))
    missing = np.array(data.draw(flags), dtype=bool)

    told = decimals(column, missing=missing)

    assert [value is None for value in told.to_pylist()] == list(missing)
    assert listed(whole_numbers(told)) == [
        0 if gone else value for value, gone in zip(listed(column), missing, strict=True)
    ]


@unhurried
@given(st.lists(columns(values=held), max_size=3))
def test_chunks_are_read_as_one_column(chunks) -> None:
    chunked = pa.chunked_array([decimals(one) for one in chunks], pa.decimal128(38, 0))

    assert listed(whole_numbers(chunked)) == [
        value for chunk in chunks for value in listed(chunk)
    ]
