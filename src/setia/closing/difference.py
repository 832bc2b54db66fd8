"""The difference between what the programs give and what is booked, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa

from setia.closing.evaluate_period import Evaluated
from setia.closing.narrow import Narrow
from setia.core.days import last_of
from setia.sales.mirror.read_database import reader_of_tables

BOOKED = """
SELECT id, program_id, version_id, CAST(window_from AS TEXT) AS window_from,
       coalesce(CAST(window_to AS TEXT), '') AS window_to, order_id,
       party_id, payee_id, unit, booked_minor, waiting_minor, released_minor, arrears_minor,
       CASE WHEN final THEN 1 ELSE 0 END AS final
FROM closing_award a WHERE {where}
"""
FUNDED = """
SELECT f.id, f.award_id, f.supplier_id, f.booked_minor
FROM closing_awardfunding f JOIN closing_award a ON a.id = f.award_id
WHERE {where}
"""
PARTIES = "SELECT id, code FROM people_party"
MERGES = "SELECT gone_id, kept_id FROM people_merge"
VERSIONS = "SELECT id, program_id FROM programs_programversion"
# An empty table comes without types; so each column is given its own.
TYPED = """
CREATE TABLE booked AS
SELECT CAST(id AS BIGINT) AS id, CAST(program_id AS BIGINT) AS program_id,
       CAST(version_id AS BIGINT) AS version_id, CAST(window_from AS DATE) AS window_from,
       CAST(nullif(CAST(window_to AS VARCHAR), '') AS DATE) AS window_to,
       CAST(order_id AS VARCHAR) AS order_id, CAST(party_id AS BIGINT) AS party_id,
       CAST(payee_id AS BIGINT) AS payee_id, CAST(unit AS VARCHAR) AS unit,
       CAST(booked_minor AS BIGINT) AS booked_minor,
       CAST(waiting_minor AS BIGINT) AS waiting_minor,
       CAST(released_minor AS BIGINT) AS released_minor,
       CAST(arrears_minor AS BIGINT) AS arrears_minor, CAST(final AS INTEGER) = 1 AS final
FROM all_booked
"""
TYPED_FUNDED = """
CREATE TABLE funded AS
SELECT CAST(id AS BIGINT) AS id, CAST(award_id AS BIGINT) AS award_id,
       CAST(supplier_id AS BIGINT) AS supplier_id, CAST(booked_minor AS BIGINT) AS booked_minor
FROM all_funded
"""
SURVIVORS = """
CREATE TABLE survivor AS
WITH RECURSIVE
links AS (SELECT CAST(gone_id AS BIGINT) AS gone, CAST(kept_id AS BIGINT) AS kept FROM merges),
step AS (
    SELECT CAST(id AS BIGINT) AS id, CAST(id AS BIGINT) AS kept FROM parties
    UNION ALL
    SELECT step.id, links.kept FROM step JOIN links ON links.gone = step.kept
)
SELECT step.id, step.kept FROM step WHERE step.kept NOT IN (SELECT gone FROM links)
"""
TARGET = """
CREATE TABLE target AS
SELECT CAST(versions.program_id AS BIGINT) AS program_id, awards.version_id,
       window_from, window_to, coalesce(order_id, '') AS order_id,
       CAST(party.id AS BIGINT) AS party_id, CAST(payee.id AS BIGINT) AS payee_id,
       CASE unit WHEN 'money' THEN $currency ELSE unit END AS unit,
       CAST(amount * 100 AS BIGINT) AS amount_minor,
       coalesce(CAST(measure AS VARCHAR), '') AS measure, tier, place,
       coalesce(window_to <= $last_day, false) AS final
FROM awards
JOIN versions ON CAST(versions.id AS BIGINT) = awards.version_id
JOIN parties AS party ON party.code = awards.party_id
JOIN parties AS payee ON payee.code = awards.payee_id
"""
# A party that was merged into another keeps its rows; what counts is the sum of both.
STANDING = """
CREATE TABLE standing AS
SELECT arg_max(booked.id, (survivor.id = survivor.kept, booked.id)) AS id,
       program_id, window_from, order_id, survivor.kept AS party_id,
       sum(booked_minor) AS booked_minor, bool_and(final) AS final
FROM booked JOIN survivor ON survivor.id = booked.party_id
GROUP BY ALL
"""
CHANGED = """
SELECT standing.id, coalesce(target.program_id, standing.program_id) AS program_id,
       coalesce(target.version_id, booked.version_id) AS version_id,
       coalesce(target.window_from, standing.window_from) AS window_from,
       coalesce(target.window_to, booked.window_to) AS window_to,
       coalesce(target.order_id, standing.order_id) AS order_id,
       coalesce(booked.party_id, target.party_id) AS party_id,
       coalesce(booked.payee_id, target.payee_id) AS payee_id,
       coalesce(target.unit, booked.unit) AS unit,
       CAST(coalesce(target.amount_minor, 0) - coalesce(standing.booked_minor, 0) AS BIGINT)
           AS delta_minor,
       coalesce(booked.booked_minor, 0) AS booked_minor,
       coalesce(booked.waiting_minor, 0) AS waiting_minor,
       coalesce(booked.released_minor, 0) AS released_minor,
       coalesce(booked.arrears_minor, 0) AS arrears_minor,
       coalesce(standing.final, false) AS was_final,
       coalesce(target.final, booked.window_to <= $last_day, false) AS final,
       coalesce(target.measure, '') AS measure, target.tier, target.place
FROM target FULL JOIN standing
  ON standing.program_id = target.program_id AND standing.window_from = target.window_from
 AND standing.order_id = target.order_id AND standing.party_id = target.party_id
LEFT JOIN booked ON booked.id = standing.id
WHERE coalesce(target.amount_minor, 0) <> coalesce(standing.booked_minor, 0)
   OR (target.final AND NOT coalesce(standing.final, false) AND target.amount_minor <> 0)
ORDER BY program_id, window_from, order_id, party_id
"""
FUNDING_CHANGED = """
WITH wanted AS (
    SELECT CAST(versions.program_id AS BIGINT) AS program_id, window_from,
           coalesce(order_id, '') AS order_id, CAST(party.id AS BIGINT) AS party_id,
           CAST(supplier.id AS BIGINT) AS supplier_id,
           CAST(amount * 100 AS BIGINT) AS amount_minor
    FROM funding
    JOIN versions ON CAST(versions.id AS BIGINT) = funding.version_id
    JOIN parties AS party ON party.code = funding.party_id
    JOIN parties AS supplier ON supplier.code = funding.funder
), there AS (
    SELECT funded.id, funded.award_id, booked.program_id, booked.window_from,
           booked.order_id, survivor.kept AS party_id, funded.supplier_id,
           funded.booked_minor
    FROM funded JOIN booked ON booked.id = funded.award_id
    JOIN survivor ON survivor.id = booked.party_id
)
SELECT there.id, coalesce(there.award_id, standing.id) AS award_id,
       coalesce(wanted.program_id, there.program_id) AS program_id,
       coalesce(wanted.window_from, there.window_from) AS window_from,
       coalesce(wanted.order_id, there.order_id) AS order_id,
       coalesce(wanted.party_id, there.party_id) AS party_id,
       coalesce(wanted.supplier_id, there.supplier_id) AS supplier_id,
       coalesce(there.booked_minor, 0) AS booked_minor,
       coalesce(wanted.amount_minor, 0) - coalesce(there.booked_minor, 0) AS delta_minor
FROM wanted FULL JOIN there
  ON there.program_id = wanted.program_id AND there.window_from = wanted.window_from
 AND there.order_id = wanted.order_id AND there.party_id = wanted.party_id
 AND there.supplier_id = wanted.supplier_id
LEFT JOIN standing
  ON standing.program_id = wanted.program_id AND standing.window_from = wanted.window_from
 AND standing.order_id = wanted.order_id AND standing.party_id = wanted.party_id
WHERE coalesce(wanted.amount_minor, 0) <> coalesce(there.booked_minor, 0)
ORDER BY program_id, window_from, order_id, party_id, supplier_id
"""


class Difference:
    """What must be booked so that the books say what the programs give."""

    def __init__(self, awards: pa.Table, funding: pa.Table) -> None:
        self.awards = awards
        self.funding = funding


@dataclass(frozen=True)
class Against:
    """Which booked awards are held against an evaluation.

    Those of ``programs``, since settled ones are frozen; with ``narrow`` only of whom it
    concerns, and of the programs in ``whole``. Without ``accrue`` a later month is booked
    already, and accruals of running windows are left to that one.
    """

    month: date
    currency: str
    accrue: bool
    programs: frozenset[int]
    narrow: Narrow | None = None
    whole: frozenset[int] = frozenset()

    def where(self) -> str:
        """Return the condition on booked awards, of numbers and days of our own."""
        last_day = last_of(self.month)
        clauses = [
            f"a.window_from <= '{last_day}'",
            f"a.program_id IN ({_list(self.programs)})",
        ]
        if not self.accrue:
            clauses.append(f"a.window_to <= '{last_day}'")
        if self.narrow is not None:
            theirs = f"a.party_id IN ({_list(self.narrow.ids)})"
            clauses.append(f"({theirs} OR a.program_id IN ({_list(self.whole)}))")
        return " AND ".join(clauses)


def difference(given: Evaluated, against: Against) -> Difference:
    """Hold what was evaluated against what is booked, inside the transaction that books."""
    with reader_of_tables() as read, duckdb.connect() as duck:
        duck.register("awards", given.awards)
        duck.register("funding", given.funding)
        duck.register("parties", read(PARTIES))
        duck.register("merges", read(MERGES))
        duck.register("versions", read(VERSIONS))
        duck.register("all_booked", read(BOOKED.format(where=against.where())))
        duck.register("all_funded", read(FUNDED.format(where=against.where())))
        duck.execute(TYPED)
        duck.execute(TYPED_FUNDED)
        duck.execute(SURVIVORS)
        asked = {"currency": against.currency, "last_day": last_of(against.month)}
        duck.execute(TARGET, asked)
        duck.execute(STANDING)
        return Difference(
            duck.execute(CHANGED, {"last_day": last_of(against.month)}).to_arrow_table(),
            duck.execute(FUNDING_CHANGED).to_arrow_table(),
        )


def _list(numbers: frozenset[int]) -> str:
    return ", ".join(str(int(number)) for number in sorted(numbers)) or "NULL"
