"""The clauses of a plan in English."""

from __future__ import annotations

CLAUSES = {
    "plan.id": "Plan code: {id}.",
    "heading.period": "Period",
    "heading.parties": "Participants",
    "heading.counted": "Sales that count",
    "heading.conditions": "Conditions",
    "heading.reward": "Reward",
    "heading.caps": "Cap and budget",
    "heading.returns": "Returns",
    "heading.rounding": "Rounding",
    "heading.stacking": "Together with other plans",
    "heading.funding": "Funding",
    "heading.settlement": "Settlement",
    "heading.examples": "Examples",
    "period.closed": "This plan runs from {start} to {end}, both dates included, in {zone}.",
    "period.open": "This plan runs from {start} on, without an end, in {zone}.",
    "window.whole": "The award is computed once for the whole period, which is one window.",
    "window.order": "The award is computed for each order; an order is a window. An order is"
    " in the plan as a whole or not at all, by the date of its earliest line.",
    "window.day": "The award is computed for each day; a day is a window.",
    "window.week": "The award is computed for each week, from Monday to Sunday; a week is a"
    " window.",
    "window.month": "The award is computed for each calendar month; a month is a window.",
    "window.quarter": "The award is computed for each calendar quarter; a quarter is a"
    " window.",
    "window.year": "The award is computed for each calendar year; a year is a window.",
    "window.clipped": "The first and the last window are cut off at the period's ends, but"
    " the thresholds and amounts below are not reduced with them.",
    "credit.seller": "Each sale is credited to its seller.",
    "credit.buyer": "Each sale is credited to its buyer; a sale without a known buyer is"
    " credited to nobody.",
    "credit.upline": "Each sale is credited to the upline that its seller has on the day of"
    " the sale; sales of a seller without an upline are credited to nobody.",
    "eligible.everyone": "All credited parties take part.",
    "eligible.some": "The participants are {people}.",
    "eligible.last_day": "What a party is on the last day of the window decides.",
    "scope.all": "All sales of a participant count.",
    "scope.some": "Only these count: {sales}.",
    "scope.that_day": "The tier of a buyer is the one that it has on the day of the sale.",
    "measured.quantity": "What is measured is the quantity sold.",
    "measured.revenue": "What is measured is revenue, after discounts and without tax.",
    "measured.margin": "What is measured is margin, that is revenue less cost; sales whose"
    " cost is not known are left out of it.",
    "measured.orders": "What is measured is the number of different orders.",
    "measured.buyers": "What is measured is the number of different buyers.",
    "measured.products": "What is measured is the number of different products.",
    "measured.categories": "What is measured is the number of different product categories.",
    "measured.margin_rate": "What is measured is the margin rate, that is margin divided by"
    " revenue; where that revenue is not above zero, there is no award.",
    "measured.growth": "What is measured is the {measure}. It is compared with sales of the"
    " same kind in the whole of that earlier time, also where it lies before the period;"
    " where they are not above zero, there is no award.",
    "conditions.none": "There are no further conditions.",
    "conditions.all": "In a window all of these must hold; if not, the award is zero, and"
    " nothing is taken back either:",
    "conditions.undefined": "Growth or a margin rate that cannot be computed does not meet a"
    " condition.",
    "condition.at_least": "{measure} of at least {limit}",
    "condition.above": "{measure} of more than {limit}",
    "condition.at_most": "{measure} of at most {limit}",
    "condition.below": "{measure} of less than {limit}",
    "condition.plain": "{condition}",
    "condition.over": "{condition}, counting only {sales}",
    "condition.over_all": "{condition}, counting all sales of the participant",
    "reward.rate": "The reward is {pay}.",
    "reward.per_unit": "The reward is {pay}.",
    "reward.min_per_unit": "For each unit it is at least {amount}; where such a unit is"
    " returned, at least as much is taken back.",
    "reward.flat": "The reward is {amount}, once in each window, where the {measure} is above"
    " zero.",
    "reward.step": "The reward is {give} for each whole {every} of {measure}; what is left"
    " over does not count.",
    "pay.rate": "{rate} of {basis}",
    "pay.flat": "{amount}",
    "pay.per_unit": "{amount} for each unit that counts",
    "pay.per_unit.own": "{amount} for each unit of {sales}",
    "pay.per_unit.all": "{amount} for each unit that the participant sells",
    "pay.slice.rate": "{rate} of that slice of the {measure}",
    "pay.slice.per_unit": "{amount} for each unit of that slice",
    "basis.revenue": "the revenue that counts",
    "basis.revenue.own": "the revenue from {sales}",
    "basis.revenue.all": "the revenue from all sales of the participant",
    "basis.margin": "the margin of the sales that count",
    "basis.margin.own": "the margin of {sales}",
    "basis.margin.all": "the margin of all sales of the participant",
    "basis.increment": "the increase of {measure} over what it is compared with",
    "basis.no_margin": "Sales whose cost is not known are taken to have no margin.",
    "table.rate": "a rate by {by} ({entries}, anything else: {otherwise})",
    "table.amount": "an amount by {by} ({entries}, anything else: {otherwise})",
    "table.entry": "{value}: {paid}",
    "tiers.retroactive": "The reward is tiered by {measure} and retroactive: the highest tier"
    " that is reached holds for the whole, not only for what is above it:",
    "tiers.highest": "The reward is tiered by {measure}; only the highest tier that is"
    " reached is paid:",
    "tiers.incremental": "The reward is tiered by {measure} and incremental: each slice"
    " between two thresholds gets the reward of its own tier:",
    "tiers.cumulative": "The reward is tiered by {measure} and cumulative: every tier that is"
    " reached is paid, and they add up:",
    "tiers.below": "Below {start} there is no reward.",
    "tier.from": "from {start}: {pay}",
    "tier.between": "from {start} to less than {end}: {pay}",
    "ranking": "Participants are ranked by {measure}, highest first, and take these places:",
    "place.above_zero": "place {place}, with more than zero: {pay}",
    "place.at_least": "place {place}, with at least {minimum}: {pay}",
    "ranking.order": "The best participant without a place takes the highest free place whose"
    " minimum it reaches. A place that it does not reach stays empty, so that nobody takes a"
    " place above somebody better.",
    "ranking.ties": "Where results are equal, the participant whose last sale was earlier"
    " goes first, then the one whose code comes first in the alphabet.",
    "race": "The reward is for the fastest by {measure}. Sales are taken in the order of the"
    " time of sale, then of order and line number:",
    "race.first.hold": "the first to reach {reach} gets {amount}, provided that it is still"
    " there at the end of the window; if not, the next one moves up",
    "race.first.free": "the first to reach {reach} gets {amount}, also if its result falls"
    " later",
    "race.several.hold": "the first {winners} to reach {reach} get {amount} each, provided"
    " that they are still there at the end of the window; if not, the next one moves up",
    "race.several.free": "the first {winners} to reach {reach} get {amount} each, also if"
    " their result falls later",
    "race.order": "Each race is its own; one participant may win them all.",
}
