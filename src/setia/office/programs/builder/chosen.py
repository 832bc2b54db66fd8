"""Which kind a value is of, and which kinds there are to choose from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from setia.office.programs.builder.filled import ABSENT
from setia.office.programs.builder.node import Option
from setia.programs.form.shapes import Group, Kinds, Language, Line, Part, Shape
from setia.programs.form.words import choice_words, label_of


def chosen_option(kinds: Kinds, value: object, language: Language) -> Shape:
    """Return the kind that a value is of: of parts the one most of whose keys it has."""
    parts = [one for one in kinds.options if isinstance(one, Part)]
    if isinstance(value, dict) and parts:
        groups = {one: language.group(one.of) for one in parts}
        return max(parts, key=lambda one: _likeness(groups[one], value))
    plain = [one for one in kinds.options if not isinstance(one, Part)]
    return plain[0] if plain else kinds.options[0]


def kind_options(kinds: Kinds, chosen: Shape, value: object) -> Iterator[Option]:
    """Yield what may be chosen: kinds by their names, and short lists choice by choice."""
    if value is ABSENT and is_short_list(chosen):
        yield Option("", "–", chosen=True)
    for option in kinds.options:
        if isinstance(option, Part):
            yield Option(option.of, label_of(option.of), option == chosen)
        elif isinstance(option, Line) and option.choices:
            for one in option.choices:
                yield Option(f"={one}", choice_words(kinds.key, one), one == value)
        else:
            yield Option("", label_of(f"{option.key}:kind"), option == chosen)


def line_options(line: Line, text: str, *, empty: bool) -> tuple[Option, ...]:
    """Return the choices of a field, with what stands there even where it is no choice."""
    values = [*([""] if empty else []), *(line.choices or ("yes", "no"))]
    if text and text not in values:
        values.append(text)
    return tuple(Option(one, choice_words(line.key, one), one == text) for one in values)


def is_short_list(shape: Shape) -> bool:
    """Say whether a kind is a choice of few words, told beside the other kinds."""
    return isinstance(shape, Line) and bool(shape.choices)


def _likeness(group: Group, value: Mapping[str, Any]) -> tuple[int, int]:
    return len(group.required & value.keys()), len(group.fields.keys() & value.keys())
