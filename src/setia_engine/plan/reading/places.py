"""Where in the language a place of a document lies: what stands there, which keys it knows.

Validation names a place by steps that include the members of unions it chose; people want
``reward.tiers[2].from``. So the models are walked along those steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import Tag
from pydantic.fields import FieldInfo

from setia_engine.plan.base import Allowed, Part
from setia_engine.plan.document import Plan

KEY_OF_TABLE = "[key]"


@dataclass(frozen=True)
class Spot:
    """A place in a document, and what the language says of it.

    ``allowed`` tells what may stand there; ``siblings`` are the keys known beside it;
    ``names_entry`` where the name of a table's entry is meant, not what it pays.
    """

    steps: tuple[str | int, ...]
    allowed: str
    siblings: tuple[str, ...]
    names_entry: bool = False


def spot(location: Sequence[str | int]) -> Spot:
    """Return the place that validation names."""
    here: Any = Plan
    steps: list[str | int] = []
    siblings: tuple[str, ...] = ()
    in_table = names_entry = False
    for step in location:
        if in_table and step == KEY_OF_TABLE:
            names_entry = True
        elif (member := _member(here, step)) is not None:
            here = member
        else:
            siblings = known_keys(here)
            in_table = get_origin(_bare(here)) is dict
            here = _below(here, step)
            steps.append(step)
    return Spot(tuple(steps), allowed_by(here), siblings, names_entry)


def known_keys(annotation: object) -> tuple[str, ...]:
    """Return the keys that a part of the document knows; anything else knows none."""
    part = _bare(annotation)
    if not (isinstance(part, type) and issubclass(part, Part)):
        return ()
    return tuple(info.alias or name for name, info in part.model_fields.items())


def allowed_by(annotation: object) -> str:
    """Say what may stand in a place of this type."""
    said = _said(annotation)
    if said is not None:
        return said
    bare = _bare(annotation)
    if keys := known_keys(bare):
        return f"a mapping with {one_of(keys)}"
    if get_origin(bare) is Literal:
        return one_of([str(value) for value in get_args(bare)])
    if get_origin(bare) is tuple:
        return "a list"
    if bare is bool:
        return "true or false"
    members = [allowed_by(member) for member in _members(bare)]
    return ", or ".join(dict.fromkeys(members)) or "a value"


def one_of(words: Sequence[str]) -> str:
    """Name what may be chosen from: ``a, b or c``."""
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _said(annotation: object) -> str | None:
    """Return what the type itself says is allowed, the outermost word first."""
    while get_origin(annotation) is Annotated:
        annotation, *metadata = get_args(annotation)
        for item in reversed(metadata):
            if isinstance(item, Allowed):
                return item.text
    members = _members(annotation)
    return _said(members[0]) if len(members) == 1 else None


def _bare(annotation: object) -> Any:  # noqa: ANN401 - any type of the language
    """Return the type without its metadata and without the chance of its absence."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    members = _members(annotation)
    return _bare(members[0]) if len(members) == 1 else annotation


def _members(annotation: object) -> tuple[object, ...]:
    if get_origin(annotation) not in {Union, UnionType}:
        return ()
    return tuple(arg for arg in get_args(annotation) if arg is not type(None))


def _member(annotation: object, step: str | int) -> object | None:
    """Return the member of a union that validation chose by this name."""
    for member in _members(_bare(annotation)):
        if Tag(str(step)) in getattr(member, "__metadata__", ()):
            return member
    return None


def _below(annotation: object, step: str | int) -> object:
    bare = _bare(annotation)
    if isinstance(bare, type) and issubclass(bare, Part):
        return _fields(bare).get(step)
    if get_origin(bare) is tuple:
        return get_args(bare)[0]
    if get_origin(bare) is dict:
        return get_args(bare)[1]
    return None


@cache
def _fields(part: type[Part]) -> dict[str | int, object]:
    return {
        info.alias or name: _with_metadata(info) for name, info in part.model_fields.items()
    }


def _with_metadata(info: FieldInfo) -> object:
    if not info.metadata:
        return info.annotation
    return Annotated[info.annotation, *info.metadata]
