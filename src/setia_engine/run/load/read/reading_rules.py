"""The rules by which text is read as numbers, days and moments, as DuckDB macros.

A moment is read into the clock time that is written, in microseconds since 1970, or, where
an offset is written with it, into the instant. Digits finer than microseconds are dropped.
"""

from __future__ import annotations

import duckdb

DAY_US = 86_400_000_000
FIRST_US = -25_567 * DAY_US  # 1900-01-01
END_US = 2_932_897 * DAY_US  # 10000-01-01

DATE = "(19|[2-9][0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}"
CLOCK = r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?"
OFFSET = "(Z|[+-](0[0-9]|1[0-5])(:?[0-5][0-9])?)"


def _rule(name: str, shape: str, cast: str) -> str:
    """Read a text of a shape by a cast, which then has nothing left to guess or round.

    Blanks around it are taken off only where they are in the way, since that takes longer
    than all the rest.
    """
    bare = (
        f"CASE WHEN regexp_full_match(bare(t), '{shape}') THEN {cast.format('bare(t)')} END"
    )
    return f"{name}(t) AS CASE WHEN regexp_full_match(t, '{shape}') THEN {cast.format('t')} ELSE {bare} END"


MACROS = (
    "bare(t) AS trim(t, ' ' || chr(9))",
    _rule(
        "integer_of", r"[+-]?[0-9]+(\.0+)?", "TRY_CAST(split_part({}, '.', 1) AS BIGINT)"
    ),
    _rule("quantity_of", r"[+-]?[0-9]+(\.[0-9]{1,3}0*)?", "TRY_CAST({} AS DECIMAL(18,3))"),
    _rule("money_of", r"[+-]?[0-9]+(\.[0-9]{1,2}0*)?", "TRY_CAST({} AS DECIMAL(18,2))"),
    """day_number(d) AS CASE WHEN d BETWEEN DATE '1900-01-01' AND DATE '9999-12-31'
        THEN CAST(d - DATE '1970-01-01' AS INTEGER) END""",
    _rule("day_of", DATE, "day_number(TRY_CAST({} AS DATE))"),
    f"local_within(us) AS CASE WHEN us BETWEEN {FIRST_US} AND {END_US - 1} THEN us END",
    # The last day of all is left out for instants: in some zone it is the year 10000.
    f"""instant_within(us) AS
        CASE WHEN us BETWEEN {FIRST_US} AND {END_US - DAY_US - 1} THEN us END""",
    # The dashes of the date come before the first colon, an offset after it.
    "has_offset(t) AS coalesce(regexp_matches(t, ':[^Z+-]*[Z+-]'), FALSE)",
    "offset_of(t) AS regexp_extract(t, ':[^Z+-]*(Z|[+-].*)$', 1)",
    """offset_us(o) AS CASE WHEN o IN ('', 'Z') THEN 0 ELSE
        CASE WHEN left(o, 1) = '-' THEN -60000000 ELSE 60000000 END
        * (CAST(substr(o, 2, 2) AS BIGINT) * 60
        + CASE WHEN length(o) > 3 THEN CAST(right(o, 2) AS BIGINT) ELSE 0 END) END""",
    f"""offset_clock(t) AS CASE WHEN regexp_full_match(t, '{DATE}[T ]{CLOCK} ?{OFFSET}')
        THEN instant_within(epoch_us(TRY_CAST(rtrim(left(t, length(t) - length(offset_of(t))))
        AS TIMESTAMP)) - offset_us(offset_of(t))) END""",
    _rule("local_clock", f"{DATE}([T ]{CLOCK})?", "epoch_us(TRY_CAST({} AS TIMESTAMP))"),
    "clock_of(t) AS CASE WHEN has_offset(t) THEN offset_clock(bare(t)) ELSE local_clock(t) END",
    """microseconds_of(ns) AS ns // 1000 - CASE WHEN ns % 1000 < 0 THEN 1 ELSE 0 END""",
)


def define_reading_rules(connection: duckdb.DuckDBPyConnection) -> None:
    """Teach a connection the rules; they last as long as it does."""
    connection.execute(
        ";".join(f"CREATE OR REPLACE TEMP MACRO {macro}" for macro in MACROS)
    )
