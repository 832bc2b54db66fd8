"""Pages of care budgets: set one, see how it stands, charge a birthday parcel, take it back."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from builders import NOON, a_business, a_party, a_user, an_actor
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from setia.budgets.models import Budget, Charge
from setia.budgets.set_budget import BudgetDraft, set_budget
from setia.core.roles import Role


@pytest.fixture(autouse=True)
def noon(db):
    a_business()
    with time_machine.travel(NOON, tick=False):
        yield


def seen(client, name, role=Role.OWNER, **query):
    client.force_login(a_user(role))
    return client.get(reverse(f"office:{name}", **query))


def a_budget(rupiah=1_000_000, **rest):
    days = (date(2026, 11, 1), date(2026, 11, 30))
    draft = BudgetDraft(
        "Perhatian", rest.pop("scope", "business"), *days, fixed_minor=rupiah * 100, **rest
    )
    return set_budget(draft, an_actor())


def parcel(**rest):
    told = {"what": "Parsel ulang tahun", "cost": "150.000", "on": "2026-11-10", "key": "k"}
    return told | rest


def test_a_share_is_set_by_the_form_and_shown(client):
    client.force_login(a_user(Role.OWNER))
    form = {
        "name": "Perhatian 2026",
        "scope": "business",
        "how": "share",
        "share_millionths": "2,5",
        "value_from": "2026-01-01",
        "value_to": "2026-12-31",
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
    }

    answer = client.post(reverse("office:budget-new"), form)

    made = Budget.objects.get()
    assert answer.url == reverse("office:budget", kwargs={"pk": made.pk})
    assert (made.share_millionths, made.fixed_minor) == (25_000, None)
    assert "2,5%" in client.get(answer.url).content.decode()


def test_what_is_wrong_is_told_at_its_field(client):
    client.force_login(a_user(Role.OWNER))
    form = {"name": "X", "scope": "account", "how": "fixed", "party": "R-9"}

    answer = client.post(reverse("office:budget-new"), form)

    assert answer.status_code == 422
    assert {"party", "starts_on", "ends_on"} <= set(answer.context["form"].errors)
    assert not Budget.objects.exists()


def test_a_birthday_parcel_is_charged_to_the_budget_of_the_person_once(client):
    ani, budget = a_party("R-1", "Ani"), a_budget()
    client.force_login(a_user(Role.SALESPERSON, territories=["Bandung"]))
    address = reverse("office:person-gifts", kwargs={"pk": ani.pk})
    assert client.post(address, parcel()).status_code == 404

    client.force_login(a_user(Role.CHANNEL_MANAGER))
    client.post(address, parcel())
    client.post(address, parcel())

    charge = Charge.objects.get()
    assert (charge.budget, charge.about, charge.minor) == (budget, ani, 15_000_000)
    assert (charge.kind, charge.note) == ("gift", "Parsel ulang tahun")
    page = client.get(address).content.decode()
    assert "Rp850.000" in page
    assert "Parsel ulang tahun" in page


@pytest.mark.parametrize(
    ("rest", "field"),
    [({"cost": "0"}, "cost"), ({"on": "2026-12-01"}, "on"), ({"what": ""}, "what")],
)
def test_a_gift_that_makes_no_sense_is_told_at_its_field(client, rest, field):
    ani = a_party("R-1", "Ani")
    a_budget()
    client.force_login(a_user(Role.OWNER))
    address = reverse("office:person-gifts", kwargs={"pk": ani.pk})

    answer = client.post(address, parcel(**rest))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not Charge.objects.exists()


def test_an_overspent_budget_says_so_in_the_list_and_on_its_page(client):
    ani, budget = a_party("R-1", "Ani"), a_budget(100_000)
    client.force_login(a_user(Role.OWNER))
    client.post(reverse("office:person-gifts", kwargs={"pk": ani.pk}), parcel())

    listed = client.get(reverse("office:budgets")).content.decode()
    page = client.get(reverse("office:budget", kwargs={"pk": budget.pk}))

    assert "−Rp50.000" in listed or "-Rp50.000" in listed
    standing = page.context["standing"]
    assert (standing.is_overspent, standing.forecast_minor) == (True, 45_000_000)


def test_a_charge_is_taken_back_with_a_reason(client):
    ani, budget = a_party("R-1", "Ani"), a_budget()
    client.force_login(a_user(Role.OWNER))
    client.post(reverse("office:person-gifts", kwargs={"pk": ani.pk}), parcel())
    address = reverse("office:charge-reversal", kwargs={"pk": Charge.objects.get().pk})

    client.post(address, {"reason": ""})
    assert Charge.objects.count() == 1
    client.post(address, {"reason": "Tidak jadi"})

    assert sorted(Charge.objects.values_list("minor", flat=True)) == [
        -15_000_000,
        15_000_000,
    ]
    page = client.get(reverse("office:budget", kwargs={"pk": budget.pk}))
    assert page.context["standing"].left_minor == 100_000_000


def test_a_budget_is_ended_and_pays_no_more(client):
    budget = a_budget()
    client.force_login(a_user(Role.FINANCE))
    address = reverse("office:budget-end", kwargs={"pk": budget.pk})

    wrong = client.post(address, {"last_day": "2027-01-01", "reason": "Ganti"})
    assert wrong.status_code == 422
    client.post(address, {"last_day": "2026-11-09", "reason": "Ganti"})

    assert client.get(reverse("office:budgets")).context["budgets"] == []
    assert (
        len(client.get(reverse("office:budgets"), {"show": "all"}).context["budgets"]) == 1
    )


def test_a_salesperson_sees_the_budgets_of_their_own_accounts(client):
    mine = a_party("R-1", "Ani", territory="Bandung")
    other = a_party("R-2", "Budi", territory="Solo")
    a_budget()
    a_budget(scope="account", party=other)
    own = a_budget(scope="account", party=mine)
    client.force_login(a_user(Role.SALESPERSON, territories=["Bandung"]))

    shown = client.get(reverse("office:budgets")).context["budgets"]

    assert [one for one, _standing, _over in shown] == [own]


def test_more_budgets_take_no_more_queries(client):
    client.force_login(a_user(Role.OWNER))
    window = (date(2026, 11, 1), date(2026, 11, 30))

    def share(number):
        party = a_party(f"R-{number}", category=f"k{number}")
        for scope, rest in (
            ("account", {"party": party}),
            ("segment", {"category": party.category}),
        ):
            draft = BudgetDraft(
                f"B {number}",
                scope,
                *window,
                share_millionths=10_000,
                value_from=window[0],
                value_to=window[1],
                **rest,
            )
            set_budget(draft, an_actor())

    def queries():
        with CaptureQueriesContext(connection) as told:
            assert client.get(reverse("office:budgets")).status_code == 200
        return len(told)

    share(1)
    queries()
    few = queries()
    for number in range(2, 8):
        share(number)
    assert queries() == few
