"""Rewards that depend on others: places of a ranking, winners of a race.

Only parties whose measure is defined and whose conditions hold take part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

from setia_engine.plan.reward import Place, Race, RaceReward, RankingReward
from setia_engine.reference.lines import Sale
from setia_engine.reference.measure import ZERO, part_of
from setia_engine.reference.performance import Performance
from setia_engine.reference.reward import (
    NOTHING,
    Earned,
    by_measure,
    earned_alone,
    payment,
)


def earned_in_window(rivals: Sequence[Performance]) -> list[Earned]:
    """Return what each party earns in one window, in the order given."""
    if not rivals:
        return []
    entrants = [rival for rival in rivals if rival.earns]
    match rivals[0].plan.reward:
        case RankingReward() as reward:
            placed = dict(places_taken(reward.ranking, entrants))
            prizes = {
                party_id: by_place(performance, reward, place)
                for party_id, (performance, place) in placed.items()
            }
        case RaceReward() as reward:
            prizes = by_races(reward, entrants)
        case _:
            return [earned_alone(rival) for rival in rivals]
    return [prizes.get(rival.party_id, NOTHING) for rival in rivals]


def places_taken(
    places: Sequence[Place], entrants: Sequence[Performance]
) -> Iterator[tuple[str, tuple[Performance, Place]]]:
    """Give places to the best, in order: each takes the highest free one that it meets.

    A place that the best one left does not meet stays empty. Of equals the one whose last
    counted line is earlier comes first, then party id.
    """
    free = iter(places)
    for entrant in sorted(entrants, key=_best_first):
        taken = next((place for place in free if meets(entrant, place)), None)
        if taken is None:
            return
        yield entrant.party_id, (entrant, taken)


def meets(entrant: Performance, place: Place) -> bool:
    """Say whether a party's measure is enough for a place: by default, above 0."""
    if place.at_least is None:
        return entrant.value > 0
    return entrant.value >= Fraction(place.at_least)


def by_place(performance: Performance, reward: RankingReward, place: Place) -> Earned:
    """Pay what a place promises, never below 0; lines carry it as they carried the rank."""
    promised = payment(performance, place.rate, None, place.flat, reward.of)
    earned = by_measure(performance, promised.exact)
    return replace(earned.not_below_zero, place=place.place)


def by_races(reward: RaceReward, entrants: Sequence[Performance]) -> dict[str, Earned]:
    """Pay the winners of each race; one party may win them all."""
    won: dict[str, Fraction] = {}
    for race in reward.race:
        for winner in winners_of(race, entrants):
            won[winner] = won.get(winner, ZERO) + Fraction(race.flat)
    return {
        entrant.party_id: by_measure(entrant, won[entrant.party_id])
        for entrant in entrants
        if entrant.party_id in won
    }


def winners_of(race: Race, entrants: Sequence[Performance]) -> list[str]:
    """Return the first parties to reach, in order; with ``hold`` of those still there."""
    arrivals = [
        (line_of_arrival.moment, entrant.party_id)
        for entrant in entrants
        if (line_of_arrival := arrival(race, entrant)) is not None
        and (not race.hold or entrant.value >= Fraction(race.reach))
    ]
    return [party_id for _, party_id in sorted(arrivals)[: race.winners]]


def arrival(race: Race, entrant: Performance) -> Sale | None:
    """Return the line with which the running measure first is at or above ``reach``."""
    running = ZERO
    for sale in entrant.counted:
        running += part_of(entrant.plan.measure, sale)
        if running >= Fraction(race.reach):
            return sale
    return None


def _best_first(entrant: Performance) -> tuple[Fraction, datetime, str]:
    return -entrant.value, entrant.last_instant, entrant.party_id
