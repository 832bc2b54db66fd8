"""The terms of a plan and its examples in English."""

from __future__ import annotations

TERMS = {
    "caps.none": "There is no cap for a participant and no budget.",
    "caps.per_party": "A participant gets at most {cap} in a window.",
    "caps.budget": "All awards of all participants over the whole period are at most"
    " {budget}.",
    "caps.prorate": "Where they would be more, all of them are reduced in proportion; so an"
    " award of a window that is over may still change while the period runs.",
    "caps.first_come": "Awards are paid from the budget in order: windows that end earlier,"
    " then participants whose last sale was earlier, then by their code; the last one gets"
    " what is left, and after that the budget is used up.",
    "caps.clawbacks": "What is taken back is not limited, and adds nothing to the budget.",
    "returns.deduct": "A return reduces the result on the date of the return itself.",
    "returns.restate": "A return reduces the result on the date of the order that it undoes,"
    " also where that window is over; where that order is not known, on the date of the"
    " return.",
    "returns.ignore": "Returns are not taken into account; what was earned is not taken"
    " back.",
    "returns.clawback": "Where returns make the result of a window negative, the award is"
    " negative too and is taken back.",
    "returns.never_below": "The award is never below zero.",
    "rounding.half_up": "The award is rounded once for each participant and window, to the"
    " nearest multiple of {unit}; an exact half is rounded away from zero.",
    "rounding.half_even": "The award is rounded once for each participant and window, to the"
    " nearest multiple of {unit}; an exact half is rounded to the even multiple.",
    "rounding.down": "The award is rounded once for each participant and window, to the next"
    " multiple of {unit} towards zero.",
    "rounding.up": "The award is rounded once for each participant and window, to the next"
    " multiple of {unit} away from zero.",
    "stacking.none": "This award is added to the awards of other plans.",
    "stacking.best": "This plan is one of the group {group}. Of the positive awards of that"
    " group a participant keeps only the highest in each window; where they are equal, the"
    " one whose plan code comes first in the alphabet.",
    "stacking.first": "This plan is one of the group {group}, with the priority {priority}."
    " Of the positive awards of that group a participant keeps only the one with the lowest"
    " priority in each window; where they are equal, the one whose plan code comes first in"
    " the alphabet.",
    "funding.house": "All awards are paid for by the company.",
    "funding.shared": "Each award is paid for by {funders}; what is left, {rest}, by the"
    " company.",
    "funding.whole": "Each award is paid for by {funders}.",
    "funding.part": "{party} with {share}",
    "given.money": "in money",
    "given.points": "in points",
    "given.goods": "in goods",
    "payee.credited": "the participant",
    "payee.party": "{party}, not to the participant",
    "settlement.within": "The award is given {given} to {payee}, within {within} after the"
    " window ends.",
    "settlement.at_once": "The award is given {given} to {payee}, on the day on which the"
    " window ends ({within} later).",
    "release.at_close": "It does not wait for the sale to be paid.",
    "release.when_paid": "It waits until the sale is paid.",
    "settlement.hold": "Before that it is held back for {hold}, as a time for returns.",
    "settlement.provisional": "While a window is not over, its amounts are provisional.",
    "example.if_met": "Where all conditions hold:",
    "example.plain": "with {facts} the award is {award}",
    "example.plain.place": "in place {place} with {facts} the award is {award}",
    "example.table": "with {facts}, all with {by} {entry}, the award is {award}",
    "example.table.place": "in place {place} with {facts}, all with {by} {entry}, the award"
    " is {award}",
    "example.race": "the winner gets {award}",
    "example.races": "a participant that wins all races gets {award}",
    "fact": "{measure} of {value}",
    "fact.counted": "{value}",
    "fact.growth": "{measure} of {now} after {base} (growth of {value})",
    "signature": "Both sides have read this plan and agree to it.",
    "signature.lines": "   Place, date: ____________________________\n\n"
    "   Company: ____________________   Participant: ____________________",
}
