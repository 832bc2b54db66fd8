"""Generated rewards of plan documents: every kind, mode and table."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from setia_engine.testing.document_scopes import (
    as_number,
    ascending,
    decimals,
    scopes,
    thresholds,
)
from setia_engine.testing.worlds import BRANDS, CATEGORIES, PRODUCTS, SUPPLIERS, TIERS

Reward = dict[str, Any]
SLICED = {"revenue": "rate", "margin": "rate", "quantity": "per_unit"}
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


def rewards(measure: Any) -> st.SearchStrategy[Reward]:  # noqa: ANN401 - a name or a growth
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
    if grows_in(measure, "revenue", "margin") or (
        isinstance(measure, str) and measure in SLICED
    ):
        kinds.append(incremental_tiers(measure))
    if measure in ("quantity", "revenue"):
        kinds.append(races(measure))
    return st.one_of(kinds)


def grows_in(measure: Any, *names: str) -> bool:  # noqa: ANN401 - a name or a growth
    return isinstance(measure, dict) and measure["growth"] in names


@st.composite
def with_scope(draw: st.DrawFn, reward: st.SearchStrategy[Reward]) -> Reward:
    """Let a reward be paid on lines of its own, sometimes."""
    own = {"scope": draw(scopes)} if draw(st.integers(0, 2)) == 0 else {}
    return draw(reward) | own


@st.composite
def rate_rewards(draw: st.DrawFn, measure: Any) -> Reward:  # noqa: ANN401 - drawn
    if grows_in(measure, "revenue", "margin") and draw(st.booleans()):
        return {"rate": draw(shares), "of": "increment"}
    reward = {"rate": rates}
    options = {"of": st.sampled_from(["revenue", "margin"]), "min_per_unit": money}
    return draw(with_scope(st.fixed_dictionaries(reward, optional=options)))


def per_unit_rewards(measure: Any) -> st.SearchStrategy[Reward]:  # noqa: ANN401, ARG001 - as its siblings
    return with_scope(st.fixed_dictionaries({"per_unit": amounts_per_unit}))


def step_rewards(measure: Any) -> st.SearchStrategy[Reward]:  # noqa: ANN401 - drawn
    every = thresholds(measure).map(as_number).filter(lambda size: size > 0)
    step = st.fixed_dictionaries({"every": every, "give": money})
    return st.fixed_dictionaries({"step": step})


@st.composite
def retroactive_tiers(draw: st.DrawFn, measure: Any) -> Reward:  # noqa: ANN401 - drawn
    """Return tiers that apply to everything, of any payment, mixed too."""
    of = draw(bases_of(measure))
    starts = draw(ascending(measure, 4))
    paid = payments(of, per_unit=of != "increment")
    tiers = [{"from": start, **draw(paid)} for start in starts]
    return _on_a_basis({"tiers": tiers, "mode": "retroactive"}, tiers, of, draw)


@st.composite
def cumulative_tiers(draw: st.DrawFn, measure: Any) -> Reward:  # noqa: ANN401 - drawn
    starts = draw(ascending(measure, 4))
    tiers = [{"from": start, "flat": draw(money)} for start in starts]
    return {"tiers": tiers, "mode": "cumulative"}


@st.composite
def incremental_tiers(draw: st.DrawFn, measure: Any) -> Reward:  # noqa: ANN401 - drawn
    pays = "rate" if isinstance(measure, dict) else SLICED[measure]
    values = shares if pays == "rate" else money
    starts = draw(ascending(measure, 4))
    tiers = [{"from": start, pays: draw(values)} for start in starts]
    return {"tiers": tiers, "mode": "incremental"}


@st.composite
def rankings(draw: st.DrawFn, measure: Any) -> Reward:  # noqa: ANN401 - drawn
    """Return places whose minima never rise; without one a place asks for above 0."""
    of = draw(bases_of(measure))
    minima = sorted(
        draw(st.lists(thresholds(measure), max_size=3)), key=as_number, reverse=True
    )
    places: list[Reward] = []
    bare = draw(st.integers(0 if minima else 1, 2))
    above_zero = [least for least in minima if as_number(least) > 0]
    below = minima[len(above_zero) :]
    for least in [*above_zero, *([None] * bare), *below]:
        place = {"place": len(places) + 1, **draw(payments(of, per_unit=False))}
        places.append(place if least is None else place | {"at_least": least})
    return _on_a_basis({"ranking": places}, places, of, draw)


@st.composite
def races(draw: st.DrawFn, measure: Any) -> Reward:  # noqa: ANN401 - drawn
    reach = thresholds(measure).map(as_number).filter(lambda size: size > 0)
    race = st.fixed_dictionaries(
        {"reach": reach, "flat": money},
        optional={"winners": st.integers(1, 3), "hold": st.booleans()},
    )
    return {"race": draw(st.lists(race, min_size=1, max_size=3))}


def bases_of(measure: Any) -> st.SearchStrategy[str | None]:  # noqa: ANN401 - drawn
    """Return what a rate may be a share of."""
    growing = ["increment"] if grows_in(measure, "revenue", "margin") else []
    return st.sampled_from([None, "revenue", "margin", *growing])


def payments(of: str | None, *, per_unit: bool) -> st.SearchStrategy[Reward]:
    """Return what a tier or a place pays; of an increment a rate is one number."""
    rate = shares if of == "increment" else rates
    paid = [
        st.fixed_dictionaries({"rate": rate}),
        st.fixed_dictionaries({"rate": rate}),
        st.fixed_dictionaries({"flat": money}),
    ]
    if per_unit:
        paid.append(st.fixed_dictionaries({"per_unit": amounts_per_unit}))
    return st.one_of(paid)


def _on_a_basis(
    reward: Reward, paid: list[Reward], of: str | None, draw: st.DrawFn
) -> Reward:
    """Add ``of`` where a rate is paid, and lines of its own where lines are paid on."""
    if of is not None and any("rate" in payment for payment in paid):
        reward["of"] = of
    on_lines = any("rate" in payment or "per_unit" in payment for payment in paid)
    if on_lines and of != "increment" and draw(st.integers(0, 2)) == 0:
        reward["scope"] = draw(scopes)
    return reward
