"""The ranks that count: of the last run of a month."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from setia.accounts.models import AccountRank, RankRun
from setia.accounts.models import AccountRankQuerySet as Ranks


def run_of(month: date | None = None) -> RankRun | None:
    """Return the last run of a month, or of the latest month that was ranked."""
    runs = RankRun.objects.order_by("month", "number")
    return (runs if month is None else runs.filter(month=month)).last()


def current_ranks() -> Ranks:
    """Return the ranks of the last run; none where nobody was ranked yet."""
    run = run_of()
    return (
        AccountRank.objects.none() if run is None else AccountRank.objects.filter(run=run)
    )


def rank_names(parties: Collection[int] | None = None) -> dict[int, str]:
    """Return the rank of each party, or of each of some, where they have one."""
    rows = current_ranks()
    if parties is not None:
        rows = rows.filter(party__in=parties)
    return dict(rows.order_by().values_list("party", "rank"))


def ranks_of(party: int) -> list[AccountRank]:
    """Return the ranks of a party month by month, the newest first: one for each month."""
    latest: dict[date, AccountRank] = {}
    rows = AccountRank.objects.filter(party=party).select_related("run", "rule")
    for row in rows.order_by("run__month", "run__number"):
        latest[row.run.month] = row
    return [latest[month] for month in sorted(latest, reverse=True)]


def months_ranked() -> list[date]:
    """Return the months that were ranked, the newest first."""
    return sorted(set(RankRun.objects.values_list("month", flat=True)), reverse=True)
