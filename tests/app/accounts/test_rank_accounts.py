"""Ranks are rows of a month, with the figures that they came from."""

from __future__ import annotations

from datetime import date

import pytest
from accounts.selling import NOVEMBER, OWNER, by_sums, sold
from builders import a_party, an_actor
from django.db import DatabaseError, transaction

from setia.accounts.current_ranks import rank_names, ranks_of
from setia.accounts.models import AccountRank, AccountRule, RankRun
from setia.accounts.rank_accounts import rank_accounts, rank_this_month
from setia.accounts.set_account_rule import RuleDraft, rule_of, set_account_rule
from setia.core.errors import NotPermitted, Refused
from setia.core.models import TrailEntry
from setia.core.roles import Role
from setia.people.models import Merge


def test_a_rank_keeps_the_three_months_it_came_from(goods):
    ani, budi = a_party("R-1"), a_party("R-2")
    for day, rupiah in (
        ("2026-07-31", 9_000),
        ("2026-08-01", 100),
        ("2026-09-15", 200),
        ("2026-10-31", 300),
        ("2026-11-01", 9_000),
    ):
        sold(ani, goods, day, rupiah)
    sold(budi, goods, "2026-10-01", 90)
    by_sums(200, 100)
    run = rank_accounts(NOVEMBER, OWNER)
    rows = {one.party_id: one for one in run.ranks.all()}
    assert rows[ani.pk].months == [100_00, 200_00, 300_00]
    assert (rows[ani.pk].rank, rows[ani.pk].average_minor) == ("large", 200_00)
    assert (rows[budi.pk].rank, rows[budi.pk].before_minor) == ("small", 600_00)
    assert TrailEntry.objects.filter(act="account.ranked").count() == 1


def test_outlets_are_known_by_what_they_bought(goods):
    shop, seller = a_party("O-1", role="outlet"), a_party("D-1", role="distributor")
    sold(seller, goods, "2026-10-05", 500, buyer=shop)
    by_sums(100, 50, role="outlet")
    rank_accounts(NOVEMBER, OWNER)
    assert rank_names() == {shop.pk: "large"}


def test_what_a_merged_party_sold_counts_for_the_one_that_was_kept(goods, at_noon):
    ani, twin = a_party("R-1"), a_party("R-2")
    sold(ani, goods, "2026-10-05", 100)
    sold(twin, goods, "2026-10-06", 200)
    Merge.objects.create(gone=twin, kept=ani, at=at_noon, by="x")
    by_sums(100, 50)
    rank_accounts(NOVEMBER, OWNER)
    assert dict(AccountRank.objects.values_list("party", "total_minor")) == {ani.pk: 300_00}


def test_ranking_again_adds_a_run_and_the_last_one_counts(goods):
    ani = a_party("R-1")
    sold(ani, goods, "2026-10-05", 300)
    by_sums(1_000, 500)
    rank_accounts(NOVEMBER, OWNER)
    by_sums(100, 50)
    rank_accounts(NOVEMBER, OWNER)
    assert rank_names() == {ani.pk: "large"}
    assert [one.rank for one in ranks_of(ani.pk)] == ["large"]
    assert list(RankRun.objects.values_list("number", flat=True)) == [1, 2]


def test_the_upkeep_ranks_a_month_once(goods):
    sold(a_party("R-1"), goods, "2026-10-05", 300)
    assert rank_this_month(NOVEMBER, OWNER) is None
    by_sums(100, 50)
    assert rank_this_month(NOVEMBER, OWNER) is not None
    assert rank_this_month(NOVEMBER, OWNER) is None
    assert RankRun.objects.count() == 1


def test_a_rule_counts_until_a_later_one_and_may_say_that_nobody_is_ranked(at_noon):
    by_sums(100, 50)
    assert rule_of("reseller", date(2026, 11, 9)) is None
    assert rule_of("reseller", NOVEMBER) is not None
    draft = RuleDraft("reseller", date(2026, 12, 1), "not")
    set_account_rule(draft, OWNER)
    assert rule_of("reseller", date(2026, 11, 30)) is not None
    assert rule_of("reseller", date(2026, 12, 1)) is None


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"role": "nobody"}, "account.role_unknown"),
        ({"rank_by": "guess"}, "account.rank_by_unknown"),
        ({"large_minor": 100, "medium_minor": 100}, "account.sums_missing"),
        ({"large_minor": None}, "account.sums_missing"),
        ({"rank_by": "shares", "large_millionths": 900_000}, "account.shares_missing"),
        ({"dip_percent": 100}, "account.dip_wrong"),
        ({"from_day": date(2026, 11, 9)}, "account.day_past"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(at_noon, columns, code):
    usual = {
        "role": "reseller",
        "from_day": NOVEMBER,
        "rank_by": "sums",
        "large_minor": 200,
        "medium_minor": 100,
    }
    with pytest.raises(Refused) as refused:
        set_account_rule(RuleDraft(**(usual | columns)), OWNER)
    assert [problem.code for problem in refused.value.problems] == [code]
    assert not AccountRule.objects.exists()


@pytest.mark.parametrize(
    ("month", "code"),
    [(date(2026, 12, 1), "account.month_ahead"), (NOVEMBER, "account.no_rule")],
)
def test_a_month_that_cannot_be_ranked_is_refused(at_noon, month, code):
    with pytest.raises(Refused) as refused:
        rank_accounts(month, OWNER)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_a_salesperson_neither_sets_rules_nor_ranks(at_noon):
    sari = an_actor(Role.SALESPERSON)
    with pytest.raises(NotPermitted):
        set_account_rule(RuleDraft("reseller", NOVEMBER, "not"), sari)
    with pytest.raises(NotPermitted):
        rank_accounts(NOVEMBER, sari)


def test_the_database_itself_keeps_ranks_as_they_were(goods):
    sold(a_party("R-1"), goods, "2026-10-05", 300)
    by_sums(100, 50)
    rank_accounts(NOVEMBER, OWNER)
    with pytest.raises(DatabaseError), transaction.atomic():
        AccountRank.objects.update(rank="small")
    with pytest.raises(DatabaseError), transaction.atomic():
        AccountRule.objects.all().delete()
