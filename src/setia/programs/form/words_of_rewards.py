"""What the fields of rewards are called, kind by kind."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PLAIN_RATE = (_("One rate"), "")
BY_TABLE = (_("A rate for each …"), "")
OWN_LINES = (
    _("Paid on other sales than those counted"),
    _("A new product may set the tier, and all products earn."),
)
BASIS = (_("A rate is a share of"), "")
PAYS = (_("Pays"), "")
ONCE = (_("Amount"), "")
SHARE = (_("Rate"), "")
EACH = (_("Amount for each piece"), "")
OTHERS = (_("Everything else"), _("Nothing, where this stays empty."))

REWARDS: dict[str, tuple[str | Promise, str | Promise]] = {
    "RateReward": (_("A share of the sales"), ""),
    "PerUnitReward": (_("An amount for each piece"), ""),
    "FlatReward": (_("An amount, once"), ""),
    "StepReward": (_("An amount each time a step is full"), ""),
    "TiersReward": (_("Tiers: the more, the higher"), ""),
    "RankingReward": (_("Places for the best"), ""),
    "RaceReward": (_("A race: the first to reach it"), ""),
    "RateReward.rate": SHARE,
    "RateReward.rate:plain": SHARE,
    "RateReward.rate:plain:kind": PLAIN_RATE,
    "RateReward.of": BASIS,
    "RateReward.min_per_unit": (
        _("At least, for each piece"),
        _("Lifts a small commission. It may come to more than the margin."),
    ),
    "RateReward.scope": OWN_LINES,
    "PerUnitReward.per_unit": EACH,
    "PerUnitReward.per_unit:plain": EACH,
    "PerUnitReward.per_unit:plain:kind": (_("One amount"), ""),
    "PerUnitReward.scope": OWN_LINES,
    "FlatReward.flat": (_("Amount"), _("Once for each window.")),
    "StepReward.step": (_("Step"), ""),
    "Step.every": (_("For each full"), ""),
    "Step.give": (_("Give"), ""),
    "TiersReward.tiers": (_("Tiers"), _("From the lowest to the highest.")),
    "TiersReward.mode": (
        _("How tiers pay"),
        _("The same tiers pay very different sums; look at the examples beside."),
    ),
    "TiersReward.of": BASIS,
    "TiersReward.scope": OWN_LINES,
    "Tier.from": (_("From"), ""),
    "Tier:one": PAYS,
    "Tier.rate": SHARE,
    "Tier.rate:plain": SHARE,
    "Tier.rate:plain:kind": PLAIN_RATE,
    "Tier.per_unit": EACH,
    "Tier.per_unit:plain": EACH,
    "Tier.per_unit:plain:kind": (_("One amount"), ""),
    "Tier.flat": ONCE,
    "RankingReward.ranking": (_("Places"), _("1, 2, 3 … in order.")),
    "RankingReward.of": BASIS,
    "RankingReward.scope": OWN_LINES,
    "Place.place": (_("Place"), ""),
    "Place.at_least": (_("Needs at least"), _("More than 0, where this stays empty.")),
    "Place:one": PAYS,
    "Place.flat": ONCE,
    "Place.rate": SHARE,
    "Place.rate:plain": SHARE,
    "Place.rate:plain:kind": PLAIN_RATE,
    "RaceReward.race": (_("Races"), _("Each is its own; one person may win them all.")),
    "Race.reach": (_("First to reach"), ""),
    "Race.flat": (_("Each winner gets"), ""),
    "Race.winners": (_("How many win"), ""),
    "Race.hold": (
        _("Must still hold at the end"),
        _("Else somebody who returns it afterwards keeps the prize."),
    ),
    "RateTable": BY_TABLE,
    "RateTable.by": (_("It depends on"), ""),
    "RateTable.values": (_("Rates"), ""),
    "RateTable.values:key": (_("For"), ""),
    "RateTable.values:value": SHARE,
    "RateTable.otherwise": OTHERS,
    "AmountTable": (_("An amount for each …"), ""),
    "AmountTable.by": (_("It depends on"), ""),
    "AmountTable.values": (_("Amounts"), ""),
    "AmountTable.values:key": (_("For"), ""),
    "AmountTable.values:value": EACH,
    "AmountTable.otherwise": OTHERS,
}
