"""Documents drawn from the plan schema itself, and valid ones broken in one place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal

from hypothesis import strategies as st

from setia_engine.plan.schema import plan_schema

SCHEMA = plan_schema()
DEEPEST = 4
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])
SOME_TEXT = st.sampled_from(["A", "sabun mandi", "007", " x ", "10%", "2026-11-01", "1d"])
NUMBERS = st.one_of(
    st.integers(-5, 5_000_000),
    st.sampled_from([10**17, 10**18, -(10**18)]),
    st.decimals(-10, 10_000, places=2),
    st.sampled_from(["0.3", "0.000001", "0.0000001"]).map(Decimal),
)
TEXTS = (
    *("A", "sabun mandi", " x ", "007", "komisi-2026", " komisi ", "a" * 64),
    *("0%", "30%", "2.5 %", " 12.3456% ", "-5%", "100.000000%", "9" * 15 + "%"),
    *("0d", "30d", " 14d ", "9999d"),
)
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    NUMBERS,
    SOME_TEXT,
    st.text(LETTERS, max_size=8),
    st.sampled_from(["", "   ", "30%", "-1%", "30.00001%", "5d", "2026-02-30", "mon"]),
    st.lists(st.integers(0, 3), max_size=2),
    st.dictionaries(SOME_TEXT, st.integers(0, 3), max_size=2),
)


def resolved(node: dict) -> dict:
    """Follow a reference; what stands beside it only describes."""
    return SCHEMA["$defs"][node["$ref"].rsplit("/", 1)[1]] if "$ref" in node else node


def drawn_from(node: dict, depth: int = 0) -> st.SearchStrategy:
    """Return values that pass a part of the schema."""
    node = resolved(node)
    if "const" in node:
        return st.just(node["const"])
    if "enum" in node:
        return st.sampled_from(node["enum"])
    if node.get("type") == "object":
        return objects(node, depth)
    for choice in ("anyOf", "oneOf"):
        if choice in node:
            return st.one_of(*(drawn_from(item, depth) for item in node[choice]))
    if node.get("type") == "array":
        least = node.get("minItems", 0)
        return st.lists(drawn_from(node["items"], depth), min_size=least, max_size=3)
    types = node["type"] if isinstance(node["type"], list) else [node["type"]]
    return st.one_of(*(scalars(kind, node) for kind in types))


def scalars(kind: str, node: dict) -> st.SearchStrategy:
    if kind == "boolean":
        return st.booleans()
    if kind == "string":
        if node.get("format") == "date":
            return st.dates().map(lambda day: f"20{day.isoformat()[2:]}").filter(_is_date)
        return st.sampled_from([text for text in TEXTS if re.search(node["pattern"], text)])
    numbers = st.integers(-5, 5_000_000) if kind == "integer" else NUMBERS
    return numbers.filter(lambda number: _within(number, node))


def _is_date(text: str) -> bool:
    return not text.endswith("02-29")


def _within(number: Decimal | int, node: dict) -> bool:
    return (
        number >= node.get("minimum", number)
        and number <= node.get("maximum", number)
        and ("exclusiveMinimum" not in node or number > node["exclusiveMinimum"])
        and ("exclusiveMaximum" not in node or number < node["exclusiveMaximum"])
    )


@st.composite
def objects(draw: st.DrawFn, node: dict, depth: int) -> dict:
    """Return mappings with what is required, and some of the rest."""
    if "patternProperties" in node:
        (value,) = node["patternProperties"].values()
        return draw(st.dictionaries(SOME_TEXT, drawn_from(value, depth), min_size=1))
    one = [draw(st.sampled_from(node["oneOf"]))["required"][0]] if "oneOf" in node else []
    exclusive = {item["required"][0] for item in node.get("oneOf", [])}
    required = [*node.get("required", []), *one]
    optional = [key for key in node["properties"] if key not in {*required, *exclusive}]
    if depth >= DEEPEST:
        optional = []
    more = draw(st.lists(st.sampled_from(optional), unique=True)) if optional else []
    return {
        key: draw(drawn_from(node["properties"][key], depth + 1))
        for key in [*required, *more]
    }


def places(value: object, at: tuple = ()) -> Iterator[tuple]:
    """Yield the way to every value inside of a document."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        yield (*at, key)
        if isinstance(item, dict | list):
            yield from places(item, (*at, key))


@st.composite
def broken(draw: st.DrawFn, documents: st.SearchStrategy[dict]) -> dict:
    """Return documents in which one thing was replaced, added or left out."""
    document = json.loads(as_json(draw(documents)), parse_float=Decimal)
    way = draw(st.sampled_from(list(places(document))))
    holder = document
    for step in way[:-1]:
        holder = holder[step]
    act = draw(st.sampled_from(["replace", "leave out", "add"]))
    if act == "replace":
        holder[way[-1]] = draw(JUNK)
    elif act == "leave out":
        del holder[way[-1]]
    elif isinstance(holder, dict):
        holder[draw(st.sampled_from(["of", "scope", "rate", "flat", "not", "frm"]))] = draw(
            JUNK
        )
    else:
        holder.append(draw(JUNK))
    return document


def as_json(document: object) -> str:
    return json.dumps(document, default=float)


PLANS = drawn_from({"$ref": "#/$defs/Plan"})
