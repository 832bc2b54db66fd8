"""The parts of a plan as a form sees them: a line to fill, a choice, rows, a group, kinds.

They are read out of the published schema of the plan language, which is made from the models
that validate. So what is added to the language stands in the form without a word of page code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from setia_engine.plan.schema import plan_schema

Sort = Literal[
    "text",
    "name",
    "number",
    "share",
    "threshold",
    "whole",
    "day",
    "days",
    "choice",
    "truth",
]
Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One value: what sort it is of, what may be chosen, what holds where it is left out."""

    key: str
    sort: Sort
    choices: tuple[str, ...] = ()
    default: object = None


@dataclass(frozen=True)
class Fixed:
    """A value that is always the same, such as the version of the language."""

    key: str
    value: object


@dataclass(frozen=True)
class Many:
    """One value or several of them."""

    key: str
    of: Line


@dataclass(frozen=True)
class Rows:
    """A list of groups; ``least`` of them must stand there."""

    key: str
    of: str
    least: int


@dataclass(frozen=True)
class Table:
    """Names that are given a value each."""

    key: str
    of: Line


@dataclass(frozen=True)
class Part:
    """A group within a group, by the name of its part of the language."""

    key: str
    of: str


@dataclass(frozen=True)
class Kinds:
    """One of several kinds: a line, or a group with fields of its own."""

    key: str
    options: tuple[Shape, ...]
    default: object = None


@dataclass(frozen=True)
class Unknown:
    """Something that no form can show yet; it is kept as it was written."""

    key: str


Shape = Line | Fixed | Many | Rows | Table | Part | Kinds | Unknown


@dataclass(frozen=True)
class Group:
    """A part of the language: its fields, those required, and of which just one may stand."""

    name: str
    fields: Mapping[str, Shape]
    required: frozenset[str]
    one_of: tuple[str, ...] = ()


class Language:
    """Every part of the plan language as a form sees it."""

    def __init__(self, schema: Schema | None = None) -> None:
        self._parts: Schema = (schema or plan_schema())["$defs"]

    def group(self, name: str) -> Group:
        """Return a part of the language by its name; a plan is ``Plan``."""
        part = self._parts[name]
        required = frozenset(part.get("required", ()))
        fields = {
            key: shape_of(f"{name}.{key}", value)
            for key, value in part.get("properties", {}).items()
        }
        one_of = tuple(key for one in part.get("oneOf", ()) for key in one["required"])
        return Group(name, fields, required, one_of)

    def groups(self) -> tuple[Group, ...]:
        """Return all parts."""
        return tuple(self.group(name) for name in self._parts)


def shape_of(key: str, schema: Schema) -> Shape:
    """Return how a form shows what a piece of the schema allows."""
    default = schema.get("default")
    if "$ref" in schema:
        return Part(key, _named(schema))
    if "const" in schema:
        return Fixed(key, schema["const"])
    if "oneOf" in schema:
        options = tuple(shape_of(f"{key}:plain", one) for one in schema["oneOf"])
        return Kinds(key, options, default)
    if "anyOf" in schema:
        return _any_of(key, schema["anyOf"])
    if schema.get("type") == "array" and "$ref" in schema.get("items", {}):
        return Rows(key, _named(schema["items"]), schema.get("minItems", 0))
    if patterns := schema.get("patternProperties"):
        value = shape_of(f"{key}:value", next(iter(patterns.values())))
        return Table(key, value) if isinstance(value, Line) else Unknown(key)
    return _line(key, schema, default)


def _named(schema: Schema) -> str:
    return str(schema["$ref"]).rsplit("/", 1)[-1]


def _any_of(key: str, members: list[Schema]) -> Shape:
    """Tell one or several values from a number that may be written as a percentage."""
    single, other = members[0], members[-1]
    if other.get("type") == "array":
        line = shape_of(key, single)
        return Many(key, line) if isinstance(line, Line) else Unknown(key)
    if single.get("type") == "number" and other.get("type") == "string":
        return Line(key, "share" if single.get("minimum") == 0 else "threshold")
    return Unknown(key)


def _line(key: str, schema: Schema, default: object) -> Shape:
    if choices := schema.get("enum"):
        return Line(key, "choice", tuple(map(str, choices)), default)
    kind = schema.get("type")
    if isinstance(kind, list) and "string" in kind:
        return Line(key, "text" if "number" in kind else "name", default=default)
    if kind == "string":
        return Line(key, _sort_of_text(schema), default=default)
    sorts: dict[object, Sort] = {
        "boolean": "truth",
        "integer": "whole",
        "number": "number",
    }
    sort = sorts.get(kind) if isinstance(kind, str) else None
    return Unknown(key) if sort is None else Line(key, sort, default=default)


def _sort_of_text(schema: Schema) -> Sort:
    if schema.get("format") == "date":
        return "day"
    return "days" if str(schema.get("pattern", "")).endswith(r"d\s*$") else "text"
