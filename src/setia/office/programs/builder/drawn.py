"""A document as the places of a form, drawn along the shapes of the language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from setia.office.programs.builder.chosen import (
    chosen_option,
    is_short_list,
    kind_options,
    line_options,
)
from setia.office.programs.builder.filled import ABSENT, stands_always
from setia.office.programs.builder.fitting import fits
from setia.office.programs.builder.node import Node, Option
from setia.office.programs.builder.spelling import default_of, spelt
from setia.programs.form.picks import Picks
from setia.programs.form.shapes import (
    Fixed,
    Group,
    Kinds,
    Language,
    Line,
    Many,
    Part,
    Rows,
    Shape,
    Table,
    Unknown,
)
from setia.programs.form.units import unit_of
from setia.programs.form.words import choice_words, hint_of, label_of
from setia.programs.write_document import json_text

MOST_FIELDS = 4
"""Of a part of which all may be left out, more empty fields than this are folded away."""
FEW = 12
"""So many known names are shown all at once; of more one is typed, with a list behind it."""


@dataclass(frozen=True)
class Spot:
    """Where something stands: its name in the form, its path in the document."""

    name: str
    path: str = ""
    needed: bool = False

    def at(self, key: str, *, needed: bool = False) -> Spot:
        """Return the place of a key below."""
        return Spot(
            f"{self.name}.{key}", f"{self.path}.{key}" if self.path else key, needed
        )

    def row(self, number: int) -> Spot:
        """Return the place of a row below."""
        return Spot(f"{self.name}[{number}]", f"{self.path}[{number}]")


@dataclass(frozen=True)
class Pen:
    """Draws places: knows the language, what may be picked, and the plan that is drawn."""

    language: Language
    picks: Picks
    plan: Mapping[str, Any]

    def group(self, of: str, value: Mapping[str, Any], spot: Spot) -> list[Node]:
        """Return the fields of a part; of those that exclude one another, the one chosen."""
        group = self.language.group(of)
        one = next(
            (key for key in group.one_of if key in value), *group.one_of[:1] or ("",)
        )
        nodes: list[Node] = []
        for key in group.fields:
            if key == one:
                nodes.append(_one_of(group, one, spot))
            if key == one or key not in group.one_of:
                below = spot.at(key, needed=key == one or key in group.required)
                nodes.append(self._field(group, key, value.get(key, ABSENT), below))
        return nodes

    def _field(self, group: Group, key: str, value: object, spot: Spot) -> Node:
        shape = group.fields[key]
        comes_and_goes = (
            isinstance(shape, Part)
            and not spot.needed
            and not stands_always(self.language.group(shape.of), group)
        )
        if comes_and_goes and value is ABSENT:
            node = Node("absent", spot.name, spot.path, act=f"here:{spot.name}")
            return replace(node, **_words(shape.key))
        node = replace(self._shape(shape, value, spot), needed=spot.needed)
        if comes_and_goes and node.look == "part":
            mark, remove = f"{spot.name}:here", f"gone:{spot.name}"
            node = replace(node, mark=mark, remove=remove)
        return replace(node, **_words(shape.key))

    def _shape(self, shape: Shape, value: object, spot: Spot) -> Node:
        if value is not ABSENT and not fits(shape, value):
            kept = json_text(value).strip()
            return Node("kept", spot.name, spot.path, value=kept, mark=f"{spot.name}:kept")
        return DRAWING[type(shape)](self, shape, value, spot)

    def _fixed(self, fixed: Fixed, _: object, spot: Spot) -> Node:
        return Node("nothing", spot.name, spot.path, value=str(fixed.value))

    def _line(self, line: Line, value: object, spot: Spot) -> Node:
        default = (
            default_of(line) if line.default is not None and not spot.needed else ABSENT
        )
        shown = default if value is ABSENT else value
        text = "" if shown is ABSENT else spelt(line, shown) or ""
        if line.sort in {"choice", "truth"}:
            options = line_options(line, text, empty=default is ABSENT)
            return Node("choice", spot.name, spot.path, options=options, value=text)
        return Node(
            "line",
            spot.name,
            spot.path,
            input="date" if line.sort == "day" and (not text or _is_day(text)) else "text",
            value=text,
            unit=str(unit_of(line, self.plan)),
            pick=self.picks.named(line.key, self.plan, spot.path),
        )

    def _many(self, many: Many, value: object, spot: Spot) -> Node:
        items = [] if value is ABSENT else value if isinstance(value, list) else [value]
        texts = tuple(spelt(many.of, one) or "" for one in items)
        pick = self.picks.named(many.key, self.plan, spot.path)
        known = dict.fromkeys(many.of.choices, "") or self.picks.names(pick)
        if not known or len(known) > FEW or len(set(texts)) < len(texts):
            values = (*texts, "")
            return Node("many", spot.name, spot.path, values=values, pick=pick, act="more")
        options = tuple(
            Option(one, known.get(one) or choice_words(many.key, one), one in texts)
            for one in _in_their_order(known, texts)
        )
        free = "" if many.of.choices else "free"
        return Node("checks", spot.name, spot.path, options=options, input=free, pick=pick)

    def _rows(self, rows: Rows, value: Any, spot: Spot) -> Node:  # noqa: ANN401
        items = [] if value is ABSENT else value
        items = [*items, *({} for _ in range(rows.least - len(items)))]
        nodes = tuple(
            self._row(rows.of, item, spot.row(number)) for number, item in enumerate(items)
        )
        return Node("rows", spot.name, spot.path, nodes=nodes, act=f"add:{spot.name}")

    def _row(self, of: str, item: Mapping[str, Any], spot: Spot) -> Node:
        return Node(
            "row",
            spot.name,
            spot.path,
            nodes=tuple(self.group(of, item, spot)),
            mark=f"{spot.name}:here",
            remove=f"remove:{spot.name}",
            rest=self._rest(of, item),
        )

    def _table(self, table: Table, value: Any, spot: Spot) -> Node:  # noqa: ANN401
        entries = list(value.items()) if value is not ABSENT else []
        nodes = tuple(
            self._entry(table, entry, spot, number)
            for number, entry in enumerate(entries or [("", "")])
        )
        return Node("rows", spot.name, spot.path, nodes=nodes, act=f"add:{spot.name}")

    def _entry(
        self, table: Table, entry: tuple[str, object], spot: Spot, number: int
    ) -> Node:
        """Return a row of a table; problems tell its path by the name in it."""
        name, path = spot.row(number).name, f"{spot.path}.{entry[0]}"
        pick = self.picks.named(table.key, self.plan, spot.path)
        key = Node("line", f"{name}.key", f"{path}:key", value=entry[0].strip(), pick=pick)
        value = self._line(table.of, entry[1], Spot(f"{name}.value", path, needed=True))
        nodes = (
            replace(key, needed=True, **_words(f"{table.key}:key")),
            replace(value, needed=True, **_words(table.of.key)),
        )
        mark, remove = f"{name}:here", f"remove:{name}"
        return Node("row", name, f"{path}:row", nodes=nodes, mark=mark, remove=remove)

    def _part(self, part: Part, value: Any, spot: Spot) -> Node:  # noqa: ANN401
        item = {} if value is ABSENT else value
        nodes = self.group(part.of, item, spot)
        empty = [node for node in nodes if not node.needed and not _is_filled(node)]
        group = self.language.group(part.of)
        may_fold = not group.required and not group.one_of and len(empty) > MOST_FIELDS
        folded = tuple(empty) if may_fold else ()
        shown = tuple(node for node in nodes if node not in folded)
        rest = self._rest(part.of, item)
        return Node("part", spot.name, spot.path, nodes=shown, folded=folded, rest=rest)

    def _kinds(self, kinds: Kinds, value: Any, spot: Spot) -> Node:  # noqa: ANN401
        absent = value is ABSENT and kinds.default is not None
        shown = kinds.default if absent else value
        option = chosen_option(kinds, shown, self.language)
        options = tuple(kind_options(kinds, option, shown))
        node = Node("kinds", f"{spot.name}:kind", spot.path, options=options)
        if isinstance(option, Part):
            item = shown if isinstance(shown, dict) else {}
            nodes = tuple(self.group(option.of, item, Spot(spot.name, spot.path)))
            rest = self._rest(option.of, item)
            return replace(node, nodes=nodes, rest=rest, mark=f"{spot.name}:rest")
        if is_short_list(option):
            return node
        plain = self._shape(option, shown, spot)
        plain = replace(plain, needed=spot.needed, **_words(option.key))
        return replace(node, path=f"{spot.path}:kind", nodes=(plain,))

    def _rest(self, of: str, item: Mapping[str, Any]) -> str:
        """Write the keys that the language does not know, so that they come back."""
        known = self.language.group(of).fields
        rest = {key: value for key, value in item.items() if key not in known}
        return json_text(rest).strip() if rest else ""

    def _unknown(self, _: Unknown, __: object, spot: Spot) -> Node:
        return Node("nothing", spot.name, spot.path)


DRAWING: dict[type, Callable[[Pen, Any, Any, Spot], Node]] = {
    Fixed: Pen._fixed,  # noqa: SLF001 - the pen's own table
    Line: Pen._line,  # noqa: SLF001
    Many: Pen._many,  # noqa: SLF001
    Rows: Pen._rows,  # noqa: SLF001
    Table: Pen._table,  # noqa: SLF001
    Part: Pen._part,  # noqa: SLF001
    Kinds: Pen._kinds,  # noqa: SLF001
    Unknown: Pen._unknown,  # noqa: SLF001
}


def _one_of(group: Group, one: str, spot: Spot) -> Node:
    options = tuple(
        Option(key, label_of(f"{group.name}.{key}"), key == one) for key in group.one_of
    )
    name, path = f"{spot.name}:one", f"{spot.path}:one"
    return Node(
        "one", name, path, options=options, needed=True, **_words(f"{group.name}:one")
    )


def _words(key: str) -> dict[str, Any]:
    return {"label": label_of(key), "hint": hint_of(key)}


def _in_their_order(known: Mapping[str, str], texts: tuple[str, ...]) -> list[str]:
    """Return names that are known and names that stand there, the latter in their order."""
    usual = list(dict.fromkeys([*known, *texts]))
    kept = [one for one in usual if one in texts] == list(texts)
    return usual if kept else list(dict.fromkeys([*texts, *known]))


def _is_day(text: str) -> bool:
    return len(text) == len("2026-11-30") and text[:4].isdigit()


def _is_filled(node: Node) -> bool:
    """Say whether anything stands in a place."""
    chosen = any(one.chosen and one.value for one in node.options)
    values = any(node.values)
    return bool(node.value or values or chosen or node.nodes or node.rest)
