"""The whole generated business, as tables that others load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

import numpy as np
import pyarrow as pa

from setia.demo.contacts import (
    addresses_table,
    contacts_table,
    make_emails,
    make_numbers,
    make_phones,
)
from setia.demo.duplicates import with_duplicates
from setia.demo.knowing import (
    consents_table,
    family_table,
    likes_table,
    notes_table,
    special_dates_table,
)
from setia.demo.names import name_pool
from setia.demo.parties import Roster, make_roster, parties_table
from setia.demo.party_history import history_table
from setia.demo.plan_documents import plan_documents
from setia.demo.products import Range, make_products
from setia.demo.sales.lines import first_bought, make_lines
from setia.demo.sales.moments import ring_up
from setia.demo.sales.orders import make_orders
from setia.demo.sales.past_program import held_out, with_past_program
from setia.demo.sales.payments import payments_table
from setia.demo.sales.returns import make_returns
from setia.demo.sales.tables import sale_lines_table
from setia.demo.seasons import first_day_of
from setia.demo.size import Size

NAME = "Lumbung Jelita"
SEED = 2_026
WHOLE = Size()


@dataclass(frozen=True)
class Business:
    """A house of skincare, coffee and snacks that sells through people.

    Money is whole minor units (sen), quantity thousandths, moments are UTC. ``parties``
    holds people as they joined; ``party_history`` what changed since. ``plans`` maps the
    id of each program's file to its document; ``held_out`` are the customers who were drawn to
    go without the program that is over.
    """

    name: str
    first_day: date
    last_day: date
    parties: pa.Table
    contacts: pa.Table
    addresses: pa.Table
    special_dates: pa.Table
    family: pa.Table
    likes: pa.Table
    notes: pa.Table
    consents: pa.Table
    party_history: pa.Table
    products: pa.Table
    sale_lines: pa.Table
    payments: pa.Table
    duplicates: pa.Table
    plans: Mapping[str, str]
    held_out: tuple[str, ...]


def generate(
    scale: int, last_day: date, seed: int = SEED, *, size: Size = WHOLE
) -> Business:
    """Generate the business whose last day of sales is given; the same inputs, the same rows."""
    size = size.times(scale)
    first_day = first_day_of(last_day, size.months)
    pool = name_pool(seed)
    roster = make_roster(seed, last_day, size, pool)
    numbers = make_numbers(seed, len(roster))
    roster, numbers, duplicates = with_duplicates(seed, roster, numbers)
    goods = make_products(seed, last_day)
    roster, sale_lines, payments = _trade(seed, roster, goods, (first_day, last_day), size)
    without = held_out(seed, [str(one) for one in roster.ids[roster.of("customer")]])
    phones, emails = make_phones(seed, numbers), make_emails(seed, roster)
    parties = parties_table(roster, phones, emails)
    return Business(
        name=NAME,
        first_day=first_day,
        last_day=last_day,
        parties=parties,
        contacts=contacts_table(seed, roster, phones, emails),
        addresses=addresses_table(seed, roster, pool, surely=_twice(duplicates)),
        special_dates=special_dates_table(seed, roster),
        family=family_table(seed, roster, pool),
        likes=likes_table(seed, roster),
        notes=notes_table(seed, roster, last_day),
        consents=consents_table(seed, roster, last_day),
        party_history=history_table(seed, roster, last_day),
        products=goods.table,
        sale_lines=sale_lines,
        payments=payments,
        duplicates=duplicates,
        plans=MappingProxyType(plan_documents(sale_lines, last_day, without)),
        held_out=tuple(without),
    )


def _twice(duplicates: pa.Table) -> set[str]:
    """Name those who stand in the register twice: their cities must be there to compare."""
    return {*duplicates["party_id"].to_pylist(), *duplicates["of_party_id"].to_pylist()}


def _trade(
    seed: int, roster: Roster, goods: Range, span: tuple[date, date], size: Size
) -> tuple[Roster, pa.Table, pa.Table]:
    """Let the roster trade; customers are known since their first purchase at the latest."""
    first_day, last_day = span
    start = np.datetime64(first_day, "D")
    days = (last_day - first_day).days + 1
    orders = make_orders(seed, roster, start, days, size.trade)
    register = ring_up(seed, orders, roster, first_day, last_day)
    lines = make_lines(seed, register, roster, goods, first_day)
    lines = with_past_program(seed, lines, register, roster, span)
    returns = make_returns(seed, lines, register, last_day)
    roster = replace(roster, joined=first_bought(register, roster, first_day))
    sold = sale_lines_table(seed, lines, returns, register, roster, goods)
    return roster, sold, payments_table(seed, lines, register, last_day)
