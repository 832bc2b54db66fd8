"""Generated rewards of plan documents: every kind, mode and table."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from setia_engine.testing.document_scopes import (
    Counted,
    as_number,
    ascending,
    scopes,
    sizes,
    thresholds,
)
from setia_engine.testing.worlds import (
    BRANDS,
    CATEGORIES,
    PRODUCTS,
    SUPPLIERS,
    TIERS,
    decimals,
)

Reward = dict[str, Any]
TABLE_KEYS = {
    "product": PRODUCTS,
    "category": CATEGORIES,
    "brand": BRANDS,
    "supplier": SUPPLIERS,
    "channel": ("toko", "chat"),
    "tier": TIERS,
}

shares = st.one_of(
    st.sampled_from(["30%", "2.5%", "0.0001%", "33.3333%", "0%", Decimal("0.125"), 1, 0]),
    decimals("0.000001", "1.500000", 6),
)
money = st.one_of(
    st.sampled_from([5_000, 1, 30_000, 500_000, Decimal("0.5"), Decimal("33.333333"), 0]),
    decimals("0.01", "9999.99", 2),
)


def tables(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Reward]:
    """Return tables whose entries depend on the line, or on the credited party's tier."""

    def by(name: str) -> st.SearchStrategy[Reward]:
        keys = st.sampled_from(TABLE_KEYS[name])
        return st.fixed_dictionaries(
            {"by": st.just(name), "values": st.dictionaries(keys, values, min_size=1)},
            optional={"otherwise": values},
        )

    return st.sampled_from(sorted(TABLE_KEYS)).flatmap(by)


rates = st.one_of(shares, shares, tables(shares))
amounts_per_unit = st.one_of(money, money, tables(money))


@cache
def rewards(measure: Counted) -> st.SearchStrategy[Reward]:
    """Return every kind of reward that may stand on the measure."""
    kinds = [
        rate_rewards(measure),
        per_unit_rewards(measure),
        st.fixed_dictionaries({"flat": money}),
        step_rewards(measure),
        retroactive_tiers(measure),
        cumulative_tiers(measure),
        rankings(measure),
    ]
    if measure.pays_by_slice:
        kinds += [incremental_tiers(measure), incremental_tiers(measure)]
    if measure.is_running_sum:
        kinds += [races(measure), races(measure)]
    return st.one_of(kinds)


def with_own_scope(reward: st.SearchStrategy[Reward]) -> st.SearchStrategy[Reward]:
    """Let a reward be paid on lines of its own, sometimes."""
    own = st.builds(lambda base, scope: base | {"scope": scope}, reward, scopes)
    return st.one_of(reward, reward, own)


@cache
def rate_rewards(measure: Counted) -> st.SearchStrategy[Reward]:
    of = st.sampled_from(["revenue", "margin"])
    options = {"of": of, "min_per_unit": money}
    shared = with_own_scope(st.fixed_dictionaries({"rate": rates}, optional=options))
    if not measure.has_increment:
        return shared
    increment = st.fixed_dictionaries({"rate": shares, "of": st.just("increment")})
    return st.one_of(shared, increment)


@cache
def per_unit_rewards(_: Counted) -> st.SearchStrategy[Reward]:
    return with_own_scope(st.fixed_dictionaries({"per_unit": amounts_per_unit}))


@cache
def step_rewards(measure: Counted) -> st.SearchStrategy[Reward]:
    step = st.fixed_dictionaries({"every": sizes(measure), "give": money})
    return st.fixed_dictionaries({"step": step})


@cache
@st.composite
def retroactive_tiers(draw: st.DrawFn, measure: Counted) -> Reward:
    """Return tiers that apply to everything, of any payment, mixed too."""
    of = draw(bases_of(measure))
    paid = payments(of, per_unit=of != "increment")
    tiers = [{"from": start, **draw(paid)} for start in draw(ascending(measure))]
    return {"tiers": tiers, "mode": "retroactive", **draw(on_a_basis(tiers, of))}


@cache
@st.composite
def cumulative_tiers(draw: st.DrawFn, measure: Counted) -> Reward:
    tiers = [{"from": start, "flat": draw(money)} for start in draw(ascending(measure))]
    return {"tiers": tiers, "mode": "cumulative"}


@cache
@st.composite
def incremental_tiers(draw: st.DrawFn, measure: Counted) -> Reward:
    """Return tiers that pay slices of a sum, or of what it grew by."""
    pays = measure.pays_by_slice or "rate"
    values = shares if pays == "rate" else money
    tiers = [{"from": start, pays: draw(values)} for start in draw(ascending(measure))]
    return {"tiers": tiers, "mode": "incremental"}


@cache
@st.composite
def rankings(draw: st.DrawFn, measure: Counted) -> Reward:
    """Return places whose minima never rise; without one a place asks for above 0."""
    of = draw(bases_of(measure))
    minima = sorted(draw(st.lists(thresholds(measure), max_size=2)), key=as_number)
    above_zero = [least for least in reversed(minima) if as_number(least) > 0]
    others = [least for least in reversed(minima) if as_number(least) <= 0]
    bare = [None] * draw(st.sampled_from([2, 1, 3, *(0 for _ in minima)]))
    places: list[Reward] = []
    for least in [*above_zero, *bare, *others]:
        place = {"place": len(places) + 1, **draw(payments(of, per_unit=False))}
        places.append(place if least is None else place | {"at_least": least})
    return {"ranking": places, **draw(on_a_basis(places, of))}


@cache
def races(measure: Counted) -> st.SearchStrategy[Reward]:
    race = st.fixed_dictionaries(
        {"reach": sizes(measure), "flat": money},
        optional={"winners": st.sampled_from([2, 1, 3]), "hold": st.booleans()},
    )
    return st.fixed_dictionaries({"race": st.lists(race, min_size=1, max_size=3)})


@cache
def bases_of(measure: Counted) -> st.SearchStrategy[str | None]:
    """Return what a rate may be a share of."""
    growing = ["increment"] if measure.has_increment else []
    return st.sampled_from([None, "revenue", "margin", *growing])


@cache
def payments(of: str | None, *, per_unit: bool) -> st.SearchStrategy[Reward]:
    """Return what a tier or a place pays; of an increment a rate is one number."""
    rate = st.fixed_dictionaries({"rate": shares if of == "increment" else rates})
    flat = st.fixed_dictionaries({"flat": money})
    amount = st.fixed_dictionaries({"per_unit": amounts_per_unit})
    return st.one_of(rate, rate, flat, amount) if per_unit else st.one_of(rate, rate, flat)


def on_a_basis(paid: list[Reward], of: str | None) -> st.SearchStrategy[Reward]:
    """Return ``of`` where a rate is paid, and lines of its own where lines are paid on."""
    rated = any("rate" in payment for payment in paid)
    base = {"of": of} if rated and of is not None else {}
    own_lines = of != "increment" and (rated or any("per_unit" in one for one in paid))
    return with_own_scope(st.just(base)) if own_lines else st.just(base)
