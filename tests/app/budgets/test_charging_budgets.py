"""Care is paid from a budget: once, by whoever may, and never twice for one thing."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from builders import NOON, a_line, a_party, a_product, an_actor
from django.db import IntegrityError, transaction

from setia.budgets.charge_budget import Spending, charge_budget
from setia.budgets.end_budget import end_budget
from setia.budgets.models import Budget, Charge
from setia.budgets.paying import budget_for
from setia.budgets.reverse_charge import reverse_charge
from setia.budgets.set_budget import BudgetDraft, set_budget
from setia.budgets.standing import forecast, standing_of
from setia.core.clock import as_if_at
from setia.core.errors import Conflict, NotFound, NotPermitted, Refused
from setia.core.models import TrailEntry
from setia.core.roles import Role
from setia.people.merge_parties import merge_parties

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
TODAY = NOON.date()
RP = 100


@pytest.fixture(autouse=True)
def noon(db):
    with as_if_at(NOON):
        yield


def a_budget(name="Perhatian November", rupiah=1_000_000, scope="business", **rest):
    sum_of = {} if "share_millionths" in rest else {"fixed_minor": rupiah * RP}
    draft = BudgetDraft(name, scope, FIRST, LAST, **(sum_of | rest))
    return set_budget(draft, an_actor())


def a_share(millionths=20_000, scope="business", **rest):
    window = {"value_from": date(2026, 10, 1), "value_to": date(2026, 10, 31)}
    return a_budget(share_millionths=millionths, scope=scope, **window, **rest)


def sold(order, seller, rupiah, at="2026-10-05", **rest):
    moment = datetime.fromisoformat(at).replace(hour=5, tzinfo=UTC)
    product = rest.pop("product", None) or a_product(f"P-{order}")
    return a_line(order, seller, product, sold_at=moment, amount_minor=rupiah * RP, **rest)


def codes(refused):
    return {one.code for one in refused.value.problems}


def gift(rupiah=150_000, ref="gift 1", about=None, **rest):
    return Spending("gift", rupiah * RP, about, ref, **rest)


def test_a_gift_is_charged_once_however_often_it_is_sent():
    ani, budget = a_party("R-1", "Ani"), a_budget()

    first = charge_budget(budget, gift(about=ani, note="Kue"), an_actor())
    again = charge_budget(budget, gift(about=ani, note="Kue"), an_actor())

    assert first.pk == again.pk
    assert standing_of(budget, TODAY).left_minor == 850_000 * RP
    assert [one.act for one in TrailEntry.objects.order_by("number")] == [
        "budget.set",
        "budget.charged",
    ]


def test_the_same_name_for_another_sum_is_no_second_sending():
    budget = a_budget()
    charge_budget(budget, gift(150_000), an_actor())

    with pytest.raises(Conflict) as conflict:
        charge_budget(budget, gift(160_000), an_actor())

    assert conflict.value.code == "budget.ref_taken"
    assert Charge.objects.count() == 1


def test_a_message_is_not_sent_where_nothing_is_left_but_a_gift_is_told():
    budget = a_budget(rupiah=100)
    charge_budget(budget, Spending("message", 60 * RP, None, "m 1"), an_actor())

    with pytest.raises(Refused) as refused:
        charge_budget(budget, Spending("message", 41 * RP, None, "m 2"), an_actor())
    assert codes(refused) == {"budget.overspent"}
    charge_budget(budget, Spending("message", 40 * RP, None, "m 3"), an_actor())
    charge_budget(budget, gift(5), an_actor())

    standing = standing_of(budget, TODAY)
    assert (standing.left_minor, standing.is_overspent) == (-5 * RP, True)


@pytest.mark.parametrize(
    ("spending", "code"),
    [
        (gift(0), "budget.minor"),
        (gift(-1), "budget.minor"),
        (gift(ref=" "), "budget.ref_missing"),
        (gift(ref="x" * 121), "budget.text_long"),
        (gift(note="x" * 301), "budget.text_long"),
        (gift(note="Kue\0"), "budget.text_unreadable"),
        (Spending("bribe", 1, None, "b"), "budget.kind_unknown"),
        (gift(on=date(2026, 10, 31)), "budget.not_running"),
        (gift(on=date(2026, 12, 1)), "budget.not_running"),
    ],
)
def test_what_makes_no_sense_is_not_charged(spending, code):
    budget = a_budget()

    with pytest.raises(Refused) as refused:
        charge_budget(budget, spending, an_actor())

    assert codes(refused) == {code}
    assert not Charge.objects.exists()


def test_a_share_is_of_what_was_sold_in_its_window_rounded_down():
    ani, budi = a_party("R-1", "Ani", category="besar"), a_party("R-2", "Budi")
    sold("A", ani, 1_000_049)
    sold("B", budi, 500_000, buyer=ani)
    sold("C", ani, 900_000, at="2026-11-01")
    sold("D", budi, 70_000)

    business = standing_of(a_share(), TODAY)
    segment = standing_of(a_share(scope="segment", category="besar"), TODAY)
    account = standing_of(a_share(scope="account", party=budi), TODAY)

    assert (business.value_minor, business.limit_minor) == (157_004_900, 3_140_098)
    assert (segment.value_minor, segment.limit_minor) == (150_004_900, 3_000_098)
    assert (account.value_minor, account.limit_minor) == (57_000_000, 1_140_000)


def test_more_returned_than_sold_leaves_nothing_to_spend():
    sold("A", a_party("R-1"), -1_000)

    assert standing_of(a_share(), TODAY).limit_minor == 0


def test_a_charge_taken_back_leaves_its_money_and_its_trace():
    budget = a_budget()
    charge = charge_budget(budget, gift(), an_actor())

    back = reverse_charge(charge, "Kue tidak jadi dikirim", an_actor())

    assert (back.minor, back.reverses) == (-150_000 * RP, charge)
    assert standing_of(budget, TODAY).left_minor == 1_000_000 * RP
    with pytest.raises(Conflict):
        reverse_charge(charge, "Sekali lagi", an_actor())
    with pytest.raises(Refused):
        reverse_charge(back, "Batal", an_actor())
    with pytest.raises(Refused):
        reverse_charge(charge, " ", an_actor())
    assert Charge.objects.count() == 2


@pytest.mark.parametrize(
    ("rest", "code"),
    [
        ({"name": " "}, "budget.name_missing"),
        ({"scope": "village"}, "budget.scope_unknown"),
        ({"scope": "segment"}, "budget.category_missing"),
        ({"scope": "segment", "category": "raksasa"}, "budget.category_unknown"),
        ({"scope": "account"}, "budget.party_missing"),
        ({"rupiah": 0}, "budget.sum"),
        ({"share_millionths": 20_000, "fixed_minor": 5}, "budget.sum_or_share"),
        ({"fixed_minor": None}, "budget.sum_or_share"),
        ({"share_millionths": 300_000}, "budget.share"),
        ({"share_millionths": 20_000}, "budget.window"),
    ],
)
def test_a_budget_that_makes_no_sense_is_not_set(rest, code):
    with pytest.raises(Refused) as refused:
        a_budget(**rest)

    assert code in codes(refused)
    assert not Budget.objects.exists()


def test_the_account_pays_before_its_category_and_that_before_the_business():
    ani = a_party("R-1", "Ani", category="besar")
    budi = a_party("R-2", "Budi", category="kecil")
    business = a_budget("Semua")
    segment = a_budget("Besar", scope="segment", category="besar")

    assert budget_for(ani) == segment
    assert budget_for(budi) == business
    account = a_budget("Ani", scope="account", party=ani)
    assert budget_for(ani) == account
    assert budget_for(ani, date(2026, 12, 1)) is None

    end_budget(account, date(2026, 11, 9), "Pindah", an_actor())
    assert budget_for(ani) == segment
    with pytest.raises(Refused):
        charge_budget(account, gift(), an_actor())
    with pytest.raises(Conflict):
        end_budget(account, date(2026, 11, 9), "Lagi", an_actor())
    with pytest.raises(Refused):
        end_budget(segment, date(2026, 12, 1), "", an_actor())


def test_the_budget_of_a_merged_account_pays_for_the_one_that_was_kept():
    old, ani = a_party("R-1", "Ani lama"), a_party("R-2", "Ani")
    account = a_budget("Ani", scope="account", party=old)
    merge_parties(old, ani, {}, an_actor())

    assert budget_for(ani) == account


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 10, 31), None),
        (FIRST, 30_000),
        (date(2026, 11, 10), 3_000),
        (LAST, 1_000),
        (date(2026, 12, 24), 1_000),
    ],
)
def test_the_forecast_is_a_straight_line_by_day(day, expected):
    assert forecast(1_000, a_budget(), day) == expected


def test_who_may_not_charge_and_who_may_not_see_the_person_is_refused():
    ani, budget = a_party("R-1", "Ani", territory="Solo"), a_budget()
    sari = an_actor(Role.SALESPERSON, territories=frozenset({"Bandung"}))

    with pytest.raises(NotPermitted):
        charge_budget(budget, gift(), an_actor(Role.CASHIER))
    with pytest.raises(NotFound):
        charge_budget(budget, gift(about=ani), sari)
    with pytest.raises(NotPermitted):
        set_budget(BudgetDraft("A", "business", FIRST, LAST, fixed_minor=1), sari)

    assert not Charge.objects.exists()
    assert not Budget.objects.visible_to(sari).exists()


def test_the_database_itself_keeps_budgets_and_charges():
    budget = a_budget()
    charge_budget(budget, gift(), an_actor())

    for rows in (Budget.objects.all(), Charge.objects.all()):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Charge.objects.update(minor=1)
