"""The week of each reseller on one page: history, target, what is sold, how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from setia.coaching.models import WeekEvaluation, WeeklyTarget
from setia.coaching.streaks import streaks
from setia.coaching.suggest_target import History, histories
from setia.coaching.week_revenue import WEEK, week_revenue
from setia.people.models import Contact, Party


@dataclass(frozen=True)
class TargetRow:
    """One reseller in one week."""

    party: Party
    history: History
    target: WeeklyTarget | None
    sold_minor: int
    evaluation: WeekEvaluation | None
    streak: int
    number: str

    @property
    def missing_minor(self) -> int:
        """Return what is lacking to the target; 0 where nothing is, or there is none."""
        if self.evaluation is not None:
            return max(self.evaluation.target_minor - self.evaluation.revenue_minor, 0)
        return max(self.target.target_minor - self.sold_minor, 0) if self.target else 0

    @property
    def percent(self) -> int:
        """Return how much of the target is sold, at most a hundred."""
        if self.target is None or self.sold_minor <= 0:
            return 0
        return min(100, self.sold_minor * 100 // self.target.target_minor)


def targets_of_week(parties: Sequence[Party], week: date) -> list[TargetRow]:
    """Tell the week of some parties, in the same number of queries for any of them."""
    keys = [one.pk for one in parties]
    targets = WeeklyTarget.objects.counting().filter(party__in=keys, week=week)
    by_party = {one.party_id: one for one in targets.select_related("told")}
    evaluated = WeekEvaluation.objects.filter(party__in=keys, week=week)
    ended = {one.party_id: one for one in evaluated}
    known = histories(parties, week)
    sold, running = week_revenue(keys, [week]), streaks(keys, week)
    numbers = numbers_of(keys)
    return [
        TargetRow(
            one,
            known[one.pk],
            by_party.get(one.pk),
            sold[one.pk][0],
            ended.get(one.pk),
            running[one.pk],
            numbers.get(one.pk, ""),
        )
        for one in parties
    ]


def numbers_of(parties: Sequence[int]) -> dict[int, str]:
    """Return the first WhatsApp number of each of some parties, without its plus."""
    rows = Contact.objects.filter(party__in=parties, kind="whatsapp").order_by("-pk")
    return {
        party: normal.removeprefix("+")
        for party, normal in rows.values_list("party", "normal")
    }


@dataclass(frozen=True)
class OwnTarget:
    """What a partner sees of its own week."""

    target: WeeklyTarget
    sold_minor: int
    streak: int

    @property
    def missing_minor(self) -> int:
        """Return what is lacking."""
        return max(self.target.target_minor - self.sold_minor, 0)

    @property
    def percent(self) -> int:
        """Return how much of it is sold, at most a hundred."""
        return max(0, min(100, self.sold_minor * 100 // self.target.target_minor))


def own_target(party: Party, week: date) -> OwnTarget | None:
    """Return a partner's target of a week with what it sold; None where there is none."""
    target = WeeklyTarget.objects.counting().filter(party=party, week=week).first()
    if target is None:
        return None
    sold = week_revenue([party.pk], [week])[party.pk][0]
    return OwnTarget(target, sold, streaks([party.pk], week - WEEK)[party.pk])
