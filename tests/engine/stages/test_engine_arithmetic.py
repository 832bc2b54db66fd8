"""Arithmetic inside an engine says what exact fractions say, or refuses; it never rounds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whole_columns import EDGES, unhurried, whole

from setia_engine.stages.arithmetic import expressions
from setia_engine.stages.arithmetic.columns import decimals, whole_numbers
from setia_engine.values.window import day_number
from setia_engine.values.zone import microseconds, offsets_between

WIDEST = 10**38 - 1
on_an_engine = settings(
    unhurried,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

any_size = st.one_of(
    st.integers(-20, 20),
    st.integers(-(10**15), 10**15),
    st.sampled_from([edge for edge in EDGES if abs(edge) < WIDEST]),
    st.integers(-WIDEST, WIDEST),
)


def cased(pairs) -> pa.Table:
    """Return pairs of numbers as a table that keeps their order."""
    return pa.table(
        {
            "row": pa.array(range(len(pairs)), pa.int64()),
            "left": decimals(whole([left for left, _ in pairs], objects=True)),
            "right": decimals(whole([right for _, right in pairs], objects=True)),
        }
    )


def worked_out(engine, pairs, work) -> list[int]:
    """Return what an engine makes of pairs of numbers, in their order."""
    table = engine.table(cased(pairs))
    found = engine.fetch(table.select("row", result=work(table.left, table.right)))
    order = np.argsort(np.asarray(found["row"]))
    return [int(whole_numbers(found["result"])[place]) for place in order]


def divided(dividend: int, divisor: int) -> int:
    return dividend // divisor


OPERATIONS = {
    "product": (expressions.product, lambda left, right: left * right),
    "difference": (expressions.difference, lambda left, right: left - right),
    "at_least": (expressions.at_least, max),
    "at_most": (expressions.at_most, min),
    "floor_quotient": (expressions.floor_quotient, divided),
}


@st.composite
def operands(draw: st.DrawFn, name: str):
    """Return pairs whose result fits into 38 digits; only what is above 0 divides."""
    other = (
        st.integers(1, WIDEST) | st.integers(1, 1000)
        if name == "floor_quotient"
        else any_size
    )
    pairs = st.tuples(any_size, other)
    if name == "product":
        factors = st.integers(0, 37).flatmap(
            lambda digits: st.tuples(
                st.integers(-(10**digits), 10**digits),
                st.integers(-(10 ** (37 - digits)), 10 ** (37 - digits)),
            )
        )
        pairs = st.one_of(factors, factors, pairs)
    _, meaning = OPERATIONS[name]
    fitting = pairs.filter(lambda pair: abs(meaning(*pair)) <= WIDEST)
    return draw(st.lists(fitting, min_size=1, max_size=30))


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_is_exact_on_duckdb(name, duckdb_engine) -> None:
    work, meaning = OPERATIONS[name]

    @on_an_engine
    @given(operands(name))
    def holds(pairs) -> None:
        assert worked_out(duckdb_engine, pairs, work) == [meaning(*pair) for pair in pairs]

    holds()


NEAR_WHOLE = [
    (sign * (divisor * count + step), divisor)
    for divisor in (1, 2, 3, 7, 10**6, 2**53 + 1, 10**18 + 9, 10**25)
    for count in (0, 1, 10**6, 10**12 + 1)
    for step in (-1, 0, 1)
    for sign in (1, -1)
]
CASES = {
    "product": [
        *((left, right) for left in EDGES for right in (-3, -1, 0, 1, 7)),
        (10**19, -(10**18)),
        (-(2**63), 2**63 - 1),
    ],
    "difference": [(left, -right) for left in EDGES for right in (0, 1, 2**63, left)],
    "at_least": [(left, right) for left in EDGES for right in (0, left, left + 1, -left)],
    "at_most": [(left, right) for left in EDGES for right in (0, left, left + 1, -left)],
    "floor_quotient": NEAR_WHOLE,
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_is_exact_on_duckdb_at_the_edges(name, duckdb_engine) -> None:
    work, meaning = OPERATIONS[name]
    cases = CASES[name]

    assert worked_out(duckdb_engine, cases, work) == [meaning(*pair) for pair in cases]


@pytest.mark.spark
@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_is_exact_on_spark_at_the_edges(name, no_facts, spark_engine) -> None:
    work, meaning = OPERATIONS[name]
    cases = CASES[name]

    assert worked_out(spark_engine(no_facts), cases, work) == [
        meaning(*pair) for pair in cases
    ]


def test_a_product_beyond_38_digits_is_refused_by_duckdb(duckdb_engine) -> None:
    with pytest.raises(duckdb.OutOfRangeException, match="Overflow"):
        worked_out(duckdb_engine, [(10**20, 10**20)], expressions.product)


@pytest.mark.spark
def test_a_product_beyond_38_digits_is_refused_by_spark(no_facts, spark_engine) -> None:
    with pytest.raises(Exception, match="NUMERIC_VALUE_OUT_OF_RANGE"):
        worked_out(spark_engine(no_facts), [(10**20, 10**20)], expressions.product)


@pytest.mark.parametrize(("scale", "each"), [(100, 10_000), (1_000, 1_000), (10**5, 10)])
def test_what_is_counted_in_small_units_is_told_in_millionths(
    scale, each, duckdb_engine
) -> None:
    pairs = [(edge, 0) for edge in EDGES if abs(edge) < 10**30]

    found = worked_out(
        duckdb_engine, pairs, lambda left, _: expressions.in_millionths(left, scale)
    )

    assert found == [left * each for left, _ in pairs]


ZONES = (
    *("Asia/Jakarta", "America/New_York", "Europe/Amsterdam", "Australia/Lord_Howe"),
    *("Pacific/Apia", "Asia/Kathmandu", "America/Caracas", "Africa/Casablanca", "UTC"),
)
SECOND = timedelta(seconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
BEGIN, END = datetime(1905, 1, 1, tzinfo=UTC), datetime(2060, 1, 1, tzinfo=UTC)


def around(changes) -> list[int]:
    """Return instants at, just before and just after clock changes."""
    return [change + step for change in changes for step in (-1, 0, 1, 3_600_000_000)]


def days_of(engine, instants, zone: str) -> list[int]:
    """Return the local day that an engine gives each instant."""
    offsets = offsets_between(zone, min(instants), max(instants))
    rows = {"row": range(len(instants)), "instant": instants}
    table = engine.table(
        pa.table({name: pa.array(col, pa.int64()) for name, col in rows.items()})
    )
    day = expressions.local_day(table.instant, offsets)
    found = engine.fetch(table.select("row", day=day))
    return [
        int(day)
        for _, day in sorted(
            zip(*map(np.asarray, (found["row"], found["day"])), strict=True)
        )
    ]


def wall_days(instants, zone: str) -> list[int]:
    """Return the day on the wall of the zone at each instant."""
    rules = ZoneInfo(zone)
    moments = (EPOCH + timedelta(microseconds=instant) for instant in instants)
    return [day_number(moment.astimezone(rules).date()) for moment in moments]


def test_a_local_day_is_that_on_the_wall_on_duckdb(duckdb_engine) -> None:
    @on_an_engine
    @given(
        st.lists(
            st.integers(microseconds(BEGIN), microseconds(END)), min_size=1, max_size=30
        ),
        st.sampled_from(ZONES),
    )
    def holds(instants, zone) -> None:
        assert days_of(duckdb_engine, instants, zone) == wall_days(instants, zone)

    holds()


@pytest.mark.parametrize("zone", ZONES)
def test_a_local_day_is_that_on_the_wall_around_every_clock_change(
    zone, duckdb_engine
) -> None:
    instants = around_changes_and_midnights(zone)

    assert days_of(duckdb_engine, instants, zone) == wall_days(instants, zone)


@pytest.mark.spark
@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Apia", "Asia/Jakarta"])
def test_a_local_day_on_spark_is_that_on_the_wall_around_every_clock_change(
    zone, no_facts, spark_engine
) -> None:
    instants = around_changes_and_midnights(zone)

    assert days_of(spark_engine(no_facts), instants, zone) == wall_days(instants, zone)


def around_changes_and_midnights(zone: str) -> list[int]:
    """Return instants around a zone's clock changes of 2000 to 2030 and its midnights."""
    begin, end = datetime(2000, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)
    offsets = offsets_between(zone, microseconds(begin), microseconds(end))
    midnights = [
        microseconds(datetime(year, month, day, tzinfo=ZoneInfo(zone)))
        for year in (2000, 2011, 2024)
        for month in (1, 3, 7, 11)
        for day in (1, 30)
        if (month, day) != (2, 30)
    ]
    return around([*offsets.changes, *midnights])
