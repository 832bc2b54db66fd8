"""YAML, read event by event: no tags, no merge keys, no growth without bound.

Plain text stays text unless it is a number written in the one usual way, ``true``,
``false`` or nothing: ``007``, ``no``, ``1e3`` and ``2026-11-01`` are what they look like.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

import yaml

from setia_engine.plan.reading.found import path_of, shown
from setia_engine.plan.reading.limits import (
    DEEPEST,
    LONGEST_NUMBER,
    MOST_NODES,
    MOST_PROBLEMS,
    Unreadable,
    too_deep,
    too_many_nodes,
    too_many_problems,
)
from setia_engine.values.problem import Problem

WHOLE = re.compile(r"0|-?[1-9][0-9]*")
DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}
NUMERIC = set("-0123456789")
MERGE = "<<"


def from_yaml(text: str) -> tuple[object, list[Problem]]:
    """Return the one document of a YAML text, and what is wrong with its writing.

    Raises:
        Unreadable: It is no YAML, or larger, deeper or more than one document.
    """
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=yaml.CLoader):
            builder.take(event)
    except yaml.YAMLError as error:
        raise Unreadable(_syntax(error), builder.problems) from None
    except Unreadable as stop:
        raise Unreadable(stop.problem, builder.problems) from None
    return builder.document, builder.problems


def plain(text: str) -> object:
    """Return what an unquoted text stands for."""
    if text in CONSTANTS:
        return CONSTANTS[text]
    if text[0] in NUMERIC and len(text) <= LONGEST_NUMBER:
        if WHOLE.fullmatch(text):
            return int(text)
        if DECIMAL.fullmatch(text):
            return Decimal(text)
    return text


@dataclass(slots=True)
class _Node:
    """A finished value: how many nodes it stands for, and its text where it is a scalar."""

    value: object
    size: int = 1
    text: str | None = None


@dataclass(slots=True)
class _Open:
    """A list or a mapping that is still being filled."""

    value: list[object] | dict[str, object]
    steps: tuple[str | int, ...]
    anchor: str | None
    counted_before: int
    key: str | None = None
    wants_key: bool = True

    @property
    def next_steps(self) -> tuple[str | int, ...]:
        if isinstance(self.value, list):
            return (*self.steps, len(self.value))
        return self.steps if self.wants_key else (*self.steps, self.key or "")


class _Builder:
    """Turns events into values without recursion, telling problems with their path."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.document: object = None
        self._documents = 0
        self._counted = 0
        self._open: list[_Open] = []
        self._anchors: dict[str, _Node | None] = {}

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            self._begin(event)
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            self._finish()
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event.anchor or "")
        elif isinstance(event, yaml.DocumentStartEvent):
            self._one_document()

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if event.tag is not None:
            self._no_tag(event.tag)
        text = event.value
        unquoted = not event.style and event.implicit[0]
        value = plain(text) if unquoted else text
        node = _Node(value, 1, None if value is None else text)
        self._count(1)
        if event.anchor:
            self._anchors[event.anchor] = node
        self._put(node, merges=unquoted and text == MERGE)

    def _begin(self, event: yaml.SequenceStartEvent | yaml.MappingStartEvent) -> None:
        self._no_tag(event.tag)
        steps = self._here()
        before = self._counted
        self._count(1)
        if len(self._open) >= DEEPEST:
            raise too_deep()
        if event.anchor:
            self._anchors[event.anchor] = None
        value: list[object] | dict[str, object] = (
            [] if isinstance(event, yaml.SequenceStartEvent) else {}
        )
        self._open.append(_Open(value, steps, event.anchor, before))

    def _finish(self) -> None:
        done = self._open.pop()
        node = _Node(done.value, self._counted - done.counted_before)
        if done.anchor:
            self._anchors[done.anchor] = node
        self._put(node)

    def _alias(self, name: str) -> None:
        node = self._anchors.get(name)
        if node is None:
            self._tell(
                "alias", shown(name), "an alias of something that is complete above it"
            )
            node = _Node(None)
        self._count(node.size)
        self._put(node)

    def _one_document(self) -> None:
        self._documents += 1
        if self._documents > 1:
            raise Unreadable(
                Problem(
                    code="documents",
                    path="",
                    found="a second document after ---",
                    allowed="one plan, or one list of plans",
                )
            )

    def _put(self, node: _Node, *, merges: bool = False) -> None:
        if not self._open:
            self.document = node.value
            return
        into = self._open[-1]
        if isinstance(into.value, list):
            into.value.append(node.value)
        elif into.wants_key:
            into.key = self._key(node, into, merges=merges)
            into.wants_key = False
        else:
            if into.key is not None:
                into.value[into.key] = node.value
            into.key, into.wants_key = None, True

    def _key(self, node: _Node, into: _Open, *, merges: bool) -> str | None:
        """Return the key, or nothing where it is none and its value is to be dropped."""
        if merges:
            self._tell("merge", MERGE, "keys written out; there is no merging")
        elif node.text is None:
            self._tell("key", shown(node.value), "a key that is text")
        elif node.text in into.value:
            self._tell("key-repeated", shown(node.text), "each key once", node.text)
        else:
            return node.text
        return None

    def _no_tag(self, tag: str | None) -> None:
        if tag is not None:
            self._tell("tag", shown(tag), "no tags; values say what they are")

    def _here(self) -> tuple[str | int, ...]:
        return self._open[-1].next_steps if self._open else ()

    def _count(self, nodes: int) -> None:
        self._counted += nodes
        if self._counted > MOST_NODES:
            raise too_many_nodes()

    def _tell(self, code: str, found: str, allowed: str, *below: str) -> None:
        path = path_of((*self._here(), *below))
        self.problems.append(Problem(code, path, found, allowed))
        if len(self.problems) >= MOST_PROBLEMS:
            raise Unreadable(too_many_problems())


def _syntax(error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or "not readable"
    place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
    return Problem("syntax", "", f"{place}{what}", "YAML, or JSON in a file named .json")
