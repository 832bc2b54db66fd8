"""What lint says in English: of each finding, what it is, and a worked example."""

from __future__ import annotations

FINDINGS = {
    "severity.error": "error",
    "severity.warning": "warning",
    "example": "Example: {example}",
    "none": "Nothing found.",
    "cliff.tier": "There is a cliff at tier {tier}, from {start}: selling one more pays less"
    " in total.",
    "cliff.tier.example": "{more} pays {pays}; {less} pays {paid}.",
    "cliff.place": "There is a cliff in the ranking: place {place} is paid less than place"
    " {lower} below it.",
    "cliff.place.example": "place {place} is paid {pays}, place {lower} is paid {paid}.",
    "cliff.condition.at_most": "There is a cliff behind this condition: whoever goes beyond"
    " {limit} loses everything.",
    "cliff.condition.below": "There is a cliff at this condition: whoever gets to {limit}"
    " loses everything.",
    "cliff.condition.example": "{last} pays {paid}; {beyond} pays {pays}.",
    "exposure": "Nothing bounds what this plan may cost: it has neither a cap for a party nor"
    " a budget.",
    "exposure.example": "{parties}, each with {facts}, cost {total}; {more} cost {tenfold}.",
    "unreachable.tier": "Tier {number}, from {asked}, can be reached by nobody.",
    "unreachable.place": "Place {number}, from {asked}, can be reached by nobody.",
    "unreachable.race": "Race {number}, to {asked}, can be won by nobody.",
    "unreachable.example": "{asked} is promised {promised}, but no window of this plan can"
    " have it.",
    "unreachable.parties": "Only {parties} can take part, but there is a place or a prize"
    " for number {asked}.",
    "unreachable.parties.example": "the {promised} promised there can go to nobody.",
    "unreachable.cap": "Tier {tier} pays no more than the tier below it, since the cap of"
    " {cap} is reached before.",
    "unreachable.cap.example": "{start} would earn {exact}, but {cap} is paid, as below it.",
    "impossible.condition": "No window can meet this condition ({limit}) together with what"
    " else holds: {left}.",
    "impossible.left": "{bounds}",
    "impossible.returns": "Only a window with more returns than sales can meet this condition"
    " ({limit}).",
    "impossible.filter": "This filter leaves out everything that it keeps.",
    "impossible.weekday": "There is no {days} between {start} and {end}.",
    "impossible.example": "{facts} would be paid {promised}; as it is written, {nothing} is"
    " paid.",
    "stacking": "The plans of the group {group} differ in `{path}`, which they must share:"
    " {here} here, {there} in {other}.",
    "stacking.example": "{plan} pays {amount} and {other} pays {against}, but which of the"
    " two is to be left out cannot be told.",
    "minimum.price": "The minimum of {least} a unit is more than the price of {products}.",
    "minimum.price.example": "{product} sells for {value}; {least} is paid for it, {lost}"
    " more than comes in.",
    "minimum.margin": "The minimum of {least} a unit is more than the margin of {products}.",
    "minimum.margin.example": "{product} has a margin of {value}; {least} is paid for it, a"
    " loss of {lost} on each unit.",
    "worthwhile": "The commission on a unit is less than the {worthwhile} that sellers find"
    " worth their while{which}.",
    "worthwhile.every": "",
    "worthwhile.some": ", for {products}",
    "worthwhile.unit.example": "one unit sold earns {paid}.",
    "worthwhile.product.example": "one unit of {product} at {price} earns {paid}.",
    "overlap.one": "This plan and {other} pay the same party for the same sales, and they"
    " add up, since no stacking group holds them.",
    "overlap.several": "This plan and {others}, {other} among them, pay the same party for"
    " the same sales, and they add up, since no stacking group holds them.",
    "overlap.example": "{plan} pays {one} and {other} pays {two}, together {total}.",
    "overlap.example.units": "{plan} pays {one} and {other} pays {two}, both at once.",
    "kept.ignored": "Returns are ignored: what was earned with a sale stays when the goods"
    " come back.",
    "kept.count": "A return cannot take this reward back: the {measure} does not fall when"
    " goods come back.",
    "kept.condition": "A return cannot undo this condition: the {measure} does not fall when"
    " goods come back.",
    "kept.example": "{facts} earns {amount}; when all of it is returned, {amount} stays.",
}
