"""Changed lines: the sales of history as they might have been, laid beside the facts.

Quantity, amount and cost of a line change by one exact share; each is rounded to its own
smallest unit, and the margin is what is left. The lines of history themselves stay.
"""

# ruff: noqa: S608 - statements are put together from our own names, never from cells

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from setia_engine.facts.laid import LINE_COLUMNS
from setia_engine.simulate.counted import COUNTED
from setia_engine.simulate.trial import Trial
from setia_engine.values.numbers import THOUSANDTHS

CHANGED = "trial_lines"
FACTORS = "trial_factors"
SCALED = """
CREATE OR REPLACE TEMP MACRO trial_scaled(value, num, den, extra) AS
    CAST(sign(value) AS HUGEINT)
    * ((abs(CAST(value AS HUGEINT)) * CAST(num AS HUGEINT) + CAST(extra AS HUGEINT))
       // CAST(den AS HUGEINT))
"""
"""Scale a whole number by ``num / den``, away from zero by what ``extra`` adds."""


def lay_scaled(trial: Trial, key: str, factors: Mapping[int, int], den: int) -> str:
    """Lay lines whose counted ones change by ``factors[key] / den``, halves away from zero.

    ``key`` is a column of the counted lines. Returns the name of the table.
    """
    return _lay_scaled(trial, key, factors, den, den // 2)


def lay_lifted(trial: Trial, key: str, factors: Mapping[int, int], den: int) -> str:
    """Lay lines that change by ``factors[key] / den`` and are rounded away from zero."""
    return _lay_scaled(trial, key, factors, den, den - 1)


def lay_replaced(
    trial: Trial, replaced: Mapping[str, str], *, among: str = COUNTED, where: str = "TRUE"
) -> str:
    """Lay lines in which columns of the counted ones are replaced by expressions."""
    chosen = ", ".join(
        f"CASE WHEN c.order_id IS NOT NULL AND {where} THEN {replaced[name]}"
        f" ELSE l.{name} END AS {name}"
        if name in replaced
        else f"l.{name}"
        for name in LINE_COLUMNS
    )
    return _lay(trial, f"SELECT {chosen} FROM {_lines(trial)} AS l{_joined(among)}")


def _lay_scaled(
    trial: Trial, key: str, factors: Mapping[int, int], den: int, extra: int
) -> str:
    duck = trial.facts.connection
    duck.execute(SCALED)
    table = pa.table(
        {
            "factor_key": pa.array(list(factors), pa.int64()),
            "num": pa.array(list(factors.values()), pa.int64()),
        }
    )
    duck.register(FACTORS, table)
    parts = {
        "quantity": f"CAST({_scaled('l.quantity', den, extra)} AS DECIMAL(18,0))",
        "amount": f"CAST({_scaled('l.amount', den, extra)} AS DECIMAL(18,0))",
        "margin": f"CAST({_margin(den, extra)} AS DECIMAL(38,0))",
    }
    chosen = ", ".join(
        f"CASE WHEN f.num IS NULL THEN l.{name} ELSE {parts[name]} END AS {name}"
        if name in parts
        else f"l.{name}"
        for name in LINE_COLUMNS
    )
    name = _lay(
        trial,
        f"SELECT {chosen} FROM {_lines(trial)} AS l{_joined(COUNTED)}"
        f" LEFT JOIN {FACTORS} AS f ON f.factor_key = c.{key}",
    )
    duck.unregister(FACTORS)
    return name


def _scaled(value: str, den: int, extra: int) -> str:
    return f"trial_scaled({value}, f.num, {den}, {extra})"


def _margin(den: int, extra: int) -> str:
    cost = _scaled(
        f"(CAST(l.amount AS HUGEINT) * {THOUSANDTHS} - CAST(l.margin AS HUGEINT))",
        den,
        extra,
    )
    amount = _scaled("l.amount", den, extra)
    return f"{amount} * {THOUSANDTHS} - {cost}"


def _lay(trial: Trial, select: str) -> str:
    trial.facts.connection.execute(f"CREATE OR REPLACE TEMP TABLE {CHANGED} AS {select}")
    return CHANGED


def _lines(trial: Trial) -> str:
    return trial.facts.lines[trial.plan.period.timezone]


def _joined(among: str) -> str:
    return f" LEFT JOIN {among} AS c ON c.order_id = l.order_id AND c.line_no = l.line_no"
