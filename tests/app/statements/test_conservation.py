"""Whatever happens in two months, opening plus lines is closing, as in the ledger."""

from __future__ import annotations

from datetime import date
from itertools import count, pairwise

import pytest
from builders import a_business, a_party, a_product, a_promise
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from months import on, sold
from told import MONTHLY, QUARTERLY, adjusted, finalised, reopened, rupiah_of

from setia.closing.models import Award
from setia.core.days import next_month
from setia.ledger.balances import balance_of
from setia.ledger.models.account import AccountKind
from setia.ledger.reconcile import reconcile
from setia.statements.kinds import Section
from setia.statements.models import IssuedStatement

ACTS = ["sale", "late sale", "return", "revision", "grant", "charge"]
LATEST = "2036-01-01"


def act_out(act, order, rupiah, party, goods, months):
    first, second, _ = months
    if act == "sale":
        sold(order, party, goods, f"{second:%Y-%m}-08", rupiah)
    elif act == "return":
        back = {"returns_order_id": f"first-{party}", "quantity_milli": -1_000}
        sold(order, party, goods, f"{second:%Y-%m}-09", -rupiah, **back)
    elif act in {"late sale", "revision"}:
        known = f"{second:%Y-%m}-10"
        sold(order, party, goods, f"{first:%Y-%m}-20", rupiah, known=known)
    else:
        with on(f"{second:%Y-%m}-12"):
            award = Award.objects.filter(party=party).earliest("pk")
            adjusted(award, order, rupiah if act == "grant" else -rupiah)


def lived_through(acts, party, goods, months):
    """Let two months pass in which these acts happen, each with an order of its own."""
    first, second, third = months
    sold(f"first-{party}", party, goods, f"{first:%Y-%m}-05", 1_000_000)
    finalised(first, f"{second:%Y-%m}-03")
    for number, (act, thousands) in enumerate(acts):
        order = f"{act}-{party}-{number}"
        act_out(act, order, thousands * 1_000, party, goods, months)
    if any(act == "revision" for act, _ in acts):
        reopened(first, f"{second:%Y-%m}-15")
        finalised(first, f"{second:%Y-%m}-16")
    return finalised(second, f"{third:%Y-%m}-03")


@pytest.mark.usefixtures("own_business")
def test_opening_plus_lines_is_closing_and_the_ledgers_balance():
    a_business()
    goods, numbers = a_product("P-1"), count()
    a_promise(MONTHLY.replace(", to: 2026-12-31", ""))
    a_promise(QUARTERLY.replace(", to: 2026-12-31", ""))

    @settings(
        max_examples=6,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(1, 900)), max_size=5))
    def held(acts):
        number = next(numbers)
        # Each example has two months and a seller of its own, since months close once.
        start = date(2026 + (9 + 2 * number) // 12, (9 + 2 * number) % 12 + 1, 1)
        months = (start, next_month(start), next_month(next_month(start)))
        party = a_party(f"R-{number}")
        run = lived_through(acts, party, goods, months)
        hold(run, party, months)

    held()


def hold(run, party, months):
    parts = [rupiah_of(party, month, LATEST) for month in months]
    for part in parts:
        came = sum(line.amount_minor for line in part.lines)
        assert part.opening.amount_minor + came == part.closing.amount_minor
    for before, after in pairwise(parts):
        assert before.closing == after.opening
    kinds = (AccountKind.ACCRUED, AccountKind.PAYABLE, AccountKind.ARREARS)
    last = parts[-1].closing
    assert (last.waiting_minor, last.payable_minor, last.arrears_minor) == tuple(
        balance_of(kind, str(party.pk), "IDR") for kind in kinds
    )
    assert reconcile() == []
    issued = IssuedStatement.objects.get(run=run, payee=party)
    second = parts[1]
    assert issued.earned_minor == second.sum_of(Section.EARNED)
    assert issued.adjusted_minor == second.sum_of(Section.ADJUSTED)
    assert issued.closing_minor == second.closing.amount_minor
