"""The rules by which text is read as numbers, days and moments, as DuckDB macros.

A moment is read into the clock time that is written, in microseconds since 1970, or, where
an offset is written with it, into the instant. Digits finer than microseconds are dropped.
"""

from __future__ import annotations

import duckdb

DAY_US = 86_400_000_000
FIRST_US = -25_567 * DAY_US  # 1900-01-01
END_US = 2_932_897 * DAY_US  # 10000-01-01

DATE_SHAPE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
CLOCK_SHAPE = r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?"
OFFSET_SHAPE = "(Z|[+-](0[0-9]|1[0-5])(:?[0-5][0-9])?)"

MACROS = (
    "bare(t) AS trim(t, ' ' || chr(9))",
    # A text is cast only when its shape leaves nothing to round.
    r"""whole_number(t) AS CASE WHEN regexp_full_match(t, '[+-]?[0-9]+(\.0+)?')
        THEN TRY_CAST(split_part(t, '.', 1) AS BIGINT) END""",
    r"""quantity_of(t) AS CASE WHEN regexp_full_match(t, '[+-]?[0-9]+(\.[0-9]{1,3}0*)?')
        THEN TRY_CAST(t AS DECIMAL(18,3)) END""",
    r"""money_of(t) AS CASE WHEN regexp_full_match(t, '[+-]?[0-9]+(\.[0-9]{1,2}0*)?')
        THEN TRY_CAST(t AS DECIMAL(18,2)) END""",
    """day_number(d) AS CASE WHEN d BETWEEN DATE '1900-01-01' AND DATE '9999-12-31'
        THEN CAST(d - DATE '1970-01-01' AS INTEGER) END""",
    f"""day_of(t) AS CASE WHEN regexp_full_match(t, '{DATE_SHAPE}')
        THEN day_number(TRY_CAST(t AS DATE)) END""",
    # The last day of all is left out for instants: in some zone it is the year 10000.
    f"""clock_within(us, fixed) AS CASE
        WHEN us >= {FIRST_US} AND us < CASE WHEN fixed THEN {END_US - DAY_US} ELSE {END_US} END
        THEN us END""",
    # The offset comes after the minutes; before them there are the dashes of the date.
    "offset_of(t) AS regexp_extract(substr(t, 17), '(Z|[+-].*)$')",
    """offset_us(o) AS CASE WHEN o IN ('', 'Z') THEN 0 ELSE
        CASE WHEN left(o, 1) = '-' THEN -60000000 ELSE 60000000 END
        * (CAST(substr(o, 2, 2) AS BIGINT) * 60
        + CASE WHEN length(o) > 3 THEN CAST(right(o, 2) AS BIGINT) ELSE 0 END) END""",
    f"""clock_of(t) AS CASE WHEN regexp_full_match(t,
        '{DATE_SHAPE}([T ]{CLOCK_SHAPE}( ?{OFFSET_SHAPE})?)?')
        THEN epoch_us(TRY_CAST(rtrim(left(t, length(t) - length(offset_of(t)))) AS TIMESTAMP))
        - offset_us(offset_of(t)) END""",
    """microseconds_of(ns) AS ns // 1000 - CASE WHEN ns % 1000 < 0 THEN 1 ELSE 0 END""",
)


def define_reading_rules(connection: duckdb.DuckDBPyConnection) -> None:
    """Teach a connection the rules; they last as long as it does."""
    connection.execute(
        ";".join(f"CREATE OR REPLACE TEMP MACRO {macro}" for macro in MACROS)
    )
