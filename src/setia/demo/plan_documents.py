"""The programs of the business: one of every scheme, with dates around the last day.

The documents in ``plans/`` are templates. ``$name`` stands for a day or a list:

- ``$last_day``, ``$sixty_days_from``, ``$launch_from`` (a new product came 45 days ago)
- ``$contest_over_from``, ``$contest_over_to``: a fortnight that is over by a week;
  ``$contest_from``, ``$contest_to``: one that has three days to go
- ``$sprint_from``, ``$sprint_to``: thirty days with five to go
- ``$month_from``, ``$month_to`` of the last day's month; ``$previous_month_from``
- ``$two_months_from``, ``$two_months_to``: the month two months earlier
- ``$three_months_from``: the first day of the month three months earlier
- ``$quarter_to``, ``$previous_quarter_from``
- ``$past_from``, ``$past_to``: two months that were over long before; ``$held_out``: who
  was drawn to go without the program of that time
- ``$signed_up``: resellers who opted in, a list of ids
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from string import Template

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from setia.demo.products import LAUNCHED_DAYS_AGO
from setia.demo.sales.past_program import days_of_past_program
from setia.demo.seasons import first_day_of

FOLDER = Path(__file__).with_name("plans")
SIGNED_UP = 3
"""Of the resellers who sold lately, one in so many did not sign up."""


def plan_documents(
    sale_lines: pa.Table, last_day: date, without: Sequence[str]
) -> dict[str, str]:
    """Fill the templates; the key is the name of the file, in the order of the schemes."""
    words = {
        **days_around(last_day),
        "signed_up": _signed_up(sale_lines, last_day),
        "held_out": f"[{', '.join(without)}]",
    }
    return {
        path.stem: Template(path.read_text(encoding="utf-8")).substitute(words)
        for path in sorted(FOLDER.glob("*.yaml"))
    }


def days_around(last_day: date) -> dict[str, str]:
    """Compute the days that templates name, as ISO dates."""
    month = last_day.replace(day=1)
    quarter = month.replace(month=(month.month - 1) // 3 * 3 + 1)
    past_from, past_over = days_of_past_program(last_day)
    days = {
        "past_from": past_from,
        "past_to": past_over - timedelta(days=1),
        "last_day": last_day,
        "contest_over_from": last_day - timedelta(days=20),
        "contest_over_to": last_day - timedelta(days=7),
        "contest_from": last_day - timedelta(days=10),
        "contest_to": last_day + timedelta(days=3),
        "sprint_from": last_day - timedelta(days=24),
        "sprint_to": last_day + timedelta(days=5),
        "sixty_days_from": last_day - timedelta(days=59),
        "launch_from": last_day - timedelta(days=LAUNCHED_DAYS_AGO["Retinol"]),
        "month_from": month,
        "month_to": _months_later(month, 1) - timedelta(days=1),
        "previous_month_from": _months_later(month, -1),
        "two_months_from": _months_later(month, -2),
        "two_months_to": _months_later(month, -1) - timedelta(days=1),
        "three_months_from": _months_later(month, -3),
        "quarter_to": _months_later(quarter, 3) - timedelta(days=1),
        "previous_quarter_from": _months_later(quarter, -3),
    }
    return {name: day.isoformat() for name, day in days.items()}


def _months_later(first_of_month: date, months: int) -> date:
    return first_day_of(first_of_month - timedelta(days=1), -months)


def _signed_up(sale_lines: pa.Table, last_day: date) -> str:
    recent = np.datetime64(last_day - timedelta(days=59), "us")
    moment = sale_lines["sold_at"].cast(pa.timestamp("us"))
    lately = pc.and_(
        pc.greater_equal(moment, pa.scalar(recent, pa.timestamp("us"))),
        pc.starts_with(sale_lines["seller_id"], "RES-"),
    )
    active = sorted(pc.unique(sale_lines.filter(lately)["seller_id"]).to_pylist())
    willing = [one for number, one in enumerate(active) if number % SIGNED_UP]
    return f"[{', '.join(willing)}]"
