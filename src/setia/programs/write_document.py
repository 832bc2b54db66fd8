"""A plan document as text: YAML for people, JSON for programs. What is read back is the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import yaml

from setia.core.errors import Refused
from setia.programs.read_document import problems_of
from setia_engine.plan.reading.files import document_of
from setia_engine.plan.reading.limits import Unreadable
from setia_engine.plan.reading.yaml_text import DECIMAL, WHOLE

WIDTH = 88


class _Writer(yaml.SafeDumper):
    """Writes what the language reads: a text that looks like a number is quoted, no other."""

    yaml_implicit_resolvers: dict[Any, Any] = {}  # noqa: RUF012 - as PyYAML declares it

    def ignore_aliases(self, _: Any) -> bool:  # noqa: ANN401 - as PyYAML declares it
        return True


class _Document(dict[str, Any]):
    """A whole document: its keys stand one below the other, however short it is."""


def _document(writer: _Writer, document: _Document) -> yaml.Node:
    return writer.represent_mapping("tag:yaml.org,2002:map", document, flow_style=False)


def _decimal(writer: _Writer, number: Decimal) -> yaml.Node:
    text = format(number, "f")
    kind = "float" if DECIMAL.fullmatch(text) else "int"
    return writer.represent_scalar(f"tag:yaml.org,2002:{kind}", text)


_Writer.add_representer(Decimal, _decimal)
_Writer.add_representer(_Document, _document)
LOOKS_LIKE = {
    "int": (WHOLE.pattern, "-0123456789"),
    "float": (DECIMAL.pattern, "-0123456789"),
    "bool": ("true|false", "tf"),
    "null": ("~|null", "~n"),
    "merge": ("<<", "<"),
}
"""What the language reads as something else than text, and how each of it begins."""
for kind, (pattern, first) in LOOKS_LIKE.items():
    _Writer.add_implicit_resolver(
        f"tag:yaml.org,2002:{kind}", re.compile(rf"(?:{pattern})\Z"), list(first)
    )
_Writer.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"\Z"), [""])


def yaml_text(document: Mapping[str, Any]) -> str:
    """Write a document as YAML, its keys in the order in which they stand."""
    text: str = yaml.dump(
        _Document(document),
        Dumper=_Writer,
        sort_keys=False,
        allow_unicode=True,
        width=WIDTH,
        default_flow_style=None,
    )
    return text


def json_text(document: object) -> str:
    """Write a document as JSON; decimals stay as exact as they are."""
    return "".join(_json(document, "\n")) + "\n"


def _json(value: object, line: str) -> Iterator[str]:
    inner = f"{line}  "
    if isinstance(value, Mapping) and value:
        items = [
            (f"{json.dumps(str(key), ensure_ascii=False)}: ", one)
            for key, one in value.items()
        ]
        yield from _json_items("{}", items, line, inner)
    elif isinstance(value, list | tuple) and value:
        yield from _json_items("[]", [("", one) for one in value], line, inner)
    elif isinstance(value, Decimal):
        yield format(value, "f")
    else:
        yield json.dumps(value, ensure_ascii=False)


def _json_items(
    ends: str, items: list[tuple[str, object]], line: str, inner: str
) -> Iterator[str]:
    yield ends[0]
    for number, (name, item) in enumerate(items):
        yield f"{',' if number else ''}{inner}{name}"
        yield from _json(item, inner)
    yield f"{line}{ends[1]}"


def data_of(text: str) -> object:
    """Return what a document holds, plan or not: mappings, lists, text and exact numbers.

    Raises:
        Refused: The text is neither YAML nor JSON as the language reads them.
    """
    name = "plan.json" if text.lstrip().startswith(("{", "[")) else "plan.yaml"
    try:
        document, problems = document_of(text, name)
    except Unreadable as stop:
        raise Refused(problems_of([*stop.before, stop.problem])) from stop
    if problems:
        raise Refused(problems_of(problems))
    return document
