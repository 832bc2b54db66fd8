"""What was found in a document, short and as it was written, safe to print anywhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from setia_engine.values.problem import join_path

LONGEST = 60
NOTHING = "nothing"


def shown(value: object) -> str:
    """Write a value of a document in at most 60 characters, on one line."""
    text = ""
    for piece in _pieces(value):
        text += piece
        if len(text) > LONGEST:
            return text[: LONGEST - 1] + "…"
    return text


def value_at(document: object, steps: Sequence[str | int]) -> object:
    """Return what stands at a place of a document; nothing there is ``None``."""
    here = document
    for step in steps:
        if isinstance(here, Mapping):
            here = here[step] if step in here else _blanks_left_out(here).get(step)
        elif isinstance(here, list | tuple) and isinstance(step, int) and step < len(here):
            here = here[step]
        else:
            return None
    return here


def as_written(document: object, steps: Sequence[str | int]) -> tuple[str | int, ...]:
    """Leave out steps into a list where one bare value was written in its place."""
    kept: list[str | int] = []
    for step in steps:
        if isinstance(step, str) or isinstance(value_at(document, kept), list | tuple):
            kept.append(step)
    return tuple(kept)


def _blanks_left_out(mapping: Mapping[object, object]) -> dict[object, object]:
    return {key.strip(): item for key, item in mapping.items() if isinstance(key, str)}


def found_at(document: object, steps: Sequence[str | int]) -> str:
    """Write what stands at a place of a document, or that nothing does."""
    value = value_at(document, steps)
    return NOTHING if value is None else shown(value)


def path_of(steps: Iterable[str | int]) -> str:
    """Write a path that no odd key can disturb: ``reward.tiers[2].from``."""
    return join_path(_step(step) if isinstance(step, str) else step for step in steps)


def _step(key: str) -> str:
    text = _printable(key[:LONGEST])
    return text if len(key) <= LONGEST else f"{text}…"


def _pieces(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from _inside("{", ((f"{_plain(key)}: ", item) for key, item in value.items()))
        yield "}"
    elif isinstance(value, list | tuple):
        yield from _inside("[", (("", item) for item in value))
        yield "]"
    else:
        yield _scalar(value)


def _inside(opening: str, items: Iterator[tuple[str, object]]) -> Iterator[str]:
    yield opening
    for number, (name, item) in enumerate(items):
        yield f", {name}" if number else name
        yield from _pieces(item)


def _scalar(value: object) -> str:
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _printable(json.dumps(value[: LONGEST + 1], ensure_ascii=False))
    if isinstance(value, int | Decimal | float):
        return "a very long number" if _endless(value) else str(value)[: LONGEST + 1]
    return _plain(value)


def _endless(value: float | Decimal) -> bool:
    """Say whether writing a number out would be long work."""
    return isinstance(value, int) and value.bit_length() > 1_000


def _plain(value: object) -> str:
    return _printable(str(value)[: LONGEST + 1])


def _printable(text: str) -> str:
    return "".join(
        letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text
    )
