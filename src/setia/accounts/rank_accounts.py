"""Rank everybody for a month by the three full months before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max

from setia.accounts.events import ACCOUNTS_RANKED
from setia.accounts.models import AccountRank, AccountRule, RankRun
from setia.accounts.ranking import Ranked, Seller, ranked
from setia.accounts.set_account_rule import rules_on
from setia.accounts.sold_by import full_months_before, side_of, sold_in
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.people.models import Party

AT_ONCE = 500


def rank_accounts(month: date, by: Actor) -> RankRun:
    """Rank everybody whose role has a rule on the first day of the month; keep the figures.

    Where no rule was in force yet on that day, those of today count: the first ranks are
    made in the month in which the first rule is.

    Raises:
        NotPermitted: The actor may not rank accounts.
        Refused: There is no rule, or the month has not begun.
        Conflict: Somebody else ranked them in the same moment.
    """
    by.must("account.rule")
    first, day = month.replace(day=1), today(settings.TIME_ZONE)
    if first > day:
        raise Refused([Problem("account.month_ahead", "month")])
    rules = rules_on(first) or rules_on(day)
    if not rules:
        raise Refused([Problem("account.no_rule", "month")])
    rows = [row for rule in rules for row in _rows(rule, first)]
    try:
        with transaction.atomic():
            return _kept(first, rows, by)
    except IntegrityError as error:
        raise Conflict("account.ranked_meanwhile") from error


def rank_this_month(day: date, by: Actor) -> RankRun | None:
    """Rank the month of a day once, where there is a rule and nobody has yet."""
    month = day.replace(day=1)
    if RankRun.objects.filter(month=month).exists() or not rules_on(day):
        return None
    return rank_accounts(month, by)


def _rows(rule: AccountRule, month: date) -> Iterator[AccountRank]:
    sold = sold_in(full_months_before(month), side_of(rule.role))
    parties = Party.objects.standing().filter(role=rule.role)
    rows = parties.order_by("pk").values_list("pk", "code", "territory")
    sellers = [
        Seller(pk, code, territory, tuple(sold[pk]))
        for pk, code, territory in rows
        if pk in sold
    ]
    for one in ranked(sellers, rule):
        yield _row(one, rule)


def _row(one: Ranked, rule: AccountRule) -> AccountRank:
    return AccountRank(
        party_id=one.seller.party,
        rule=rule,
        rank=one.rank,
        role=rule.role,
        territory=one.seller.territory,
        months=list(one.seller.months),
        total_minor=one.seller.total_minor,
        before_minor=one.before_minor,
        group_minor=one.group_minor,
        place=one.place,
    )


def _kept(month: date, rows: list[AccountRank], by: Actor) -> RankRun:
    last = RankRun.objects.filter(month=month).aggregate(last=Max("number"))["last"]
    run = RankRun.objects.create(
        month=month, number=(last or 0) + 1, computed_at=now(), by=by.name
    )
    for row in rows:
        row.run = run
    AccountRank.objects.bulk_create(rows, batch_size=AT_ONCE)
    params = {"count": len(rows), "month": f"{month:%Y-%m}"}
    record_event(ACCOUNTS_RANKED, by, ("rank run", run.pk), params)
    return run
