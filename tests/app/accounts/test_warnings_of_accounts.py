"""A large account that dips, complains or waits is told of once, and passes by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from accounts.selling import NOVEMBER, OWNER, by_sums, sold
from builders import NOON, a_party

from setia.accounts.rank_accounts import rank_accounts
from setia.accounts.tell_complaint import Complaint, tell_complaint
from setia.accounts.warn_of_accounts import warn_of_accounts
from setia.alerts.models import Alert
from setia.promises.keep_promise import keep_promise
from setia.promises.make_promise import Terms, make_promise


@pytest.fixture
def large(goods):
    """Ani sold 1.000 in each stretch but the last one; Budi is small."""
    ani, budi = a_party("R-1", "Ani"), a_party("R-2", "Budi")
    for day in ("2026-07-20", "2026-08-20", "2026-09-20"):
        sold(ani, goods, day, 1_000)
        sold(budi, goods, day, 1)
    by_sums(100, 50)
    rank_accounts(NOVEMBER, OWNER)
    return ani


def test_a_dip_is_told_once_in_a_month_with_its_figures(large):
    assert warn_of_accounts(OWNER) == 1
    assert warn_of_accounts(OWNER) == 0
    alert = Alert.objects.get()
    assert (alert.kind, alert.about, alert.key) == (
        "account_dips",
        large,
        f"{large.pk} 2026-11",
    )
    assert alert.params == {"party": "Ani", "last_minor": 0, "usual_minor": 100_000}


def test_a_dip_that_is_over_passes_by_itself(large, goods):
    warn_of_accounts(OWNER)
    sold(large, goods, "2026-11-01", 1_000)
    assert warn_of_accounts(OWNER) == 0
    assert Alert.objects.get().ending.how == "passed"


def test_a_large_one_that_waits_for_a_delivery_is_told_before_it_breaks(large, goods):
    sold(large, goods, "2026-11-01", 1_000)
    terms = Terms(NOON + timedelta(days=1), "INV/1", "20 karton")
    promise = make_promise("delivery", large, terms, OWNER)
    make_promise("delivery", large, Terms(NOON + timedelta(days=9), "INV/2"), OWNER)
    assert warn_of_accounts(OWNER) == 1
    alert = Alert.objects.get()
    assert (alert.kind, alert.code) == ("account_waits", "account.waits_delivery")
    assert alert.params == {"party": "Ani", "what": "20 karton", "due_on": "2026-11-11"}
    keep_promise(promise, NOON, OWNER)
    warn_of_accounts(OWNER)
    assert not Alert.objects.open().exists()


def test_a_complaint_of_a_large_one_is_told_at_once_and_of_a_small_one_is_not(large):
    budi = type(large).objects.get(code="R-2")
    assert tell_complaint(budi, Complaint("visit 1", "Rusak"), OWNER) is None
    alert = tell_complaint(large, Complaint("visit 2", "x" * 500), OWNER)
    assert (alert.kind, len(alert.params["text"])) == ("account_complains", 160)
