"""Generated plan documents: every key, kind, mode and table of the language.

A document is built as a reader yields it (``dict``, ``list``, text, ``int``, ``Decimal``)
and is valid by construction: what may not stand together is never drawn together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from setia_engine.testing.document_rewards import rewards
from setia_engine.testing.document_scopes import eligibles, measures, scopes, thresholds
from setia_engine.testing.worlds import HOT_DAYS, PARTIES

Document = dict[str, Any]
ZONES = ("Asia/Jakarta", "Asia/Jayapura", "America/New_York")
EVERY = ("order", "day", "week", "month", "quarter", "year")
STARTS = (
    *(date(2024, 1, 1), date(2024, 11, 1), date(2024, 2, 15), date(2023, 11, 1)) * 6,
    *HOT_DAYS,
)
SETTLEMENTS = st.fixed_dictionaries(
    {"as": st.sampled_from(["money", "points", "goods"])},
    optional={
        "within": st.sampled_from(["0d", "7d", "30d"]),
        "release": st.sampled_from(["at_close", "when_paid"]),
        "hold": st.just("14d"),
    },
)
OWN_SCOPE = st.fixed_dictionaries({"scope": scopes})
LENGTHS = (*(365, None, 730, 366, 100) * 3, 0, 1, 13, 29, 30)
ROUNDING_UNITS = (Decimal(1), Decimal("0.01"), Decimal("0.05"), 100, Decimal("2.5"), 1000)


@dataclass(frozen=True)
class Frame:
    """What plans of one stacking group share, and what it lets a plan measure."""

    shared: Document
    keep: str

    @property
    def growth_over(self) -> tuple[str, ...]:
        """Over which earlier windows growth may be asked for in such a period."""
        period = self.shared["period"]
        every = period.get("every")
        if every == "order" or (every is None and "to" not in period):
            return ()
        return ("previous",) if every == "week" else ("previous", "last_year")


@cache
@st.composite
def frames(draw: st.DrawFn) -> Frame:
    """Return period, credit and what is given, with the rest of a settlement."""
    shared = {
        "period": draw(periods()),
        "credit": draw(st.sampled_from(["seller", "seller", "buyer", "upline"])),
        "settlement": draw(SETTLEMENTS),
    }
    return Frame(shared, draw(st.sampled_from(["best", "first"])))


@cache
@st.composite
def periods(draw: st.DrawFn) -> Document:
    """Return a period that begins at one of the days on which something happens."""
    start = draw(st.sampled_from(STARTS))
    length = draw(st.sampled_from(LENGTHS))
    period: Document = {"from": start.isoformat()}
    if length is not None:
        period["to"] = (start + timedelta(days=length)).isoformat()
    every = draw(st.one_of(st.none(), st.sampled_from(EVERY)))
    if every is not None:
        period["every"] = every
    zone = draw(st.one_of(st.none(), st.sampled_from(ZONES)))
    if zone is not None:
        period["timezone"] = zone
    return period


@st.composite
def runs(draw: st.DrawFn, *, most_plans: int = 3) -> list[Document]:
    """Return the documents of one run; some of them may share a stacking group."""
    common = draw(frames())
    documents = []
    for number in range(draw(st.integers(1, most_plans))):
        grouped = draw(st.booleans())
        frame = common if grouped else draw(frames())
        documents.append(draw(documents_in(frame, f"plan-{9 - number}", grouped=grouped)))
    return documents


@st.composite
def documents_in(
    draw: st.DrawFn, frame: Frame, plan_id: str, *, grouped: bool = False
) -> Document:
    """Return one plan document within a frame."""
    measure = draw(measures(frame.growth_over))
    to = draw(st.sampled_from(ROUNDING_UNITS))
    document: Document = {"setia": 1, "id": plan_id, **frame.shared}
    document["measure"] = measure.written
    document["reward"] = draw(rewards(measure))
    document |= draw(optional_terms(frame.growth_over, to))
    document["rounding"] = {
        "to": to,
        "mode": draw(st.sampled_from(["half_up", "half_even", "down", "up"])),
    }
    if grouped:
        document["stacking"] = {
            "group": "satu",
            "keep": frame.keep,
            "priority": draw(st.integers(-1, 1)),
        }
    elif to == 1 and draw(st.booleans()):
        del document["rounding"]
    return document


@cache
@st.composite
def optional_terms(
    draw: st.DrawFn, growth_over: tuple[str, ...], to: Decimal | int
) -> Document:
    """Return some of the keys that a plan may leave out."""
    terms = {
        "title": st.sampled_from(["Bonus", 7, {"id": "Bonus", "en": "Bonus"}]),
        "eligible": eligibles,
        "scope": scopes,
        "conditions": st.lists(conditions(growth_over), max_size=2),
        "returns": st.sampled_from(["deduct", "restate", "ignore"]),
        "caps": caps(to),
        "funding": fundings(),
        "payee": st.sampled_from(["credited", "yayasan", PARTIES[0]]),
    }
    named = draw(st.lists(st.sampled_from(sorted(terms)), max_size=5, unique=True))
    return {name: draw(terms[name]) for name in named}


@cache
@st.composite
def conditions(draw: st.DrawFn, growth_over: tuple[str, ...]) -> Document:
    """Return a condition, often one that some parties meet and others do not."""
    measure = draw(measures(growth_over))
    comparison = draw(
        st.sampled_from(["at_least", "at_least", "above", "at_most", "below"])
    )
    own = draw(st.one_of(st.just({}), st.just({}), OWN_SCOPE))
    return {"measure": measure.written, comparison: draw(thresholds(measure)), **own}


@cache
def caps(to: Decimal | int) -> st.SearchStrategy[Document]:
    """Return caps in whole rounding units, small enough to bite."""
    units = st.sampled_from([100, 1, 7, 3_000, 50_000, 10**7, 0])
    amount = units.map(lambda count: count * to)
    on_budget = st.sampled_from(["prorate", "first_come"])
    return st.fixed_dictionaries(
        {}, optional={"per_party": amount, "budget": amount, "on_budget": on_budget}
    )


@cache
@st.composite
def fundings(draw: st.DrawFn) -> list[Document]:
    """Return funders whose shares sum to at most all; the house may stand among them."""
    cuts = st.sampled_from([0, 1, 250_000, 333_333, 500_000, 666_667, 10**6])
    edges = sorted(draw(st.lists(cuts, max_size=3)))
    names = iter(draw(st.permutations(["principal", "pabrik", "zakat"])))
    funders = [
        {"party": next(names), "share": draw(written_share(after - before))}
        for before, after in zip([0, *edges], edges, strict=False)
    ]
    house_stands_too = draw(st.booleans())
    if edges and house_stands_too:
        rest = 10**6 - edges[-1]
        funders.append({"party": "house", "share": draw(written_share(rest))})
    return funders


def written_share(millionths: int) -> st.SearchStrategy[Any]:
    """Return a share in each of the forms in which a document may write it."""
    share = Decimal(millionths) / 10**6
    return st.sampled_from([share, f"{share * 100:f}%"])
