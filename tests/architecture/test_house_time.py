"""The engine has no clock and no environment: what it needs to know, it is told."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from house import ENGINE, listed, name_of, python_files, tree_of

CLOCKS = {"now", "today", "utcnow"}
WORLDLY_MODULES = {"time", "locale", "gettext", "random", "secrets", "uuid"}
ENVIRONMENT = {"environ", "getenv", "environb", "putenv"}
CLOCK_IN_SQL = re.compile(
    r"\b(?:now|today|get_current_timestamp)\s*\(\s*\)|\bcurrent_(?:date|time|timestamp)\b",
    re.IGNORECASE,
)


def test_only_the_command_line_reads_a_clock_or_the_environment() -> None:
    found = [
        finding
        for path in python_files(ENGINE)
        if path.relative_to(ENGINE).parts[0] != "cli"
        for finding in _worldly(path, tree_of(path))
    ]
    assert not found, (
        "the engine gets `as_of`, folders and settings as arguments, so that the same inputs"
        f" give the same bytes at any hour and on any machine{listed(found)}"
    )


@pytest.mark.parametrize(
    "line",
    [
        "moment = datetime.now(UTC)",
        "day = date.today()",
        "import time",
        "from time import monotonic",
        "home = os.environ['HOME']",
        "from os import getenv",
        "query = 'select * from lines where sold_at < now()'",
        "query = f'select {column}, CURRENT_DATE'",
        "moment = ibis.now()",
    ],
)
def test_a_clock_or_an_environment_is_seen(line: str) -> None:
    assert list(_worldly(ENGINE / "some.py", ast.parse(line)))


@pytest.mark.parametrize(
    "line",
    [
        "moment = as_of.astimezone(zone)",
        "from datetime import datetime",
        "known = 'as of now'",
    ],
)
def test_what_is_told_is_no_clock(line: str) -> None:
    assert not list(_worldly(ENGINE / "some.py", ast.parse(line)))


def _worldly(path: Path, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if what := _clock_or_environment(node):
            yield f"{name_of(path)}:{getattr(node, 'lineno', 1)}: {what}"


def _clock_or_environment(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute) and node.attr in CLOCKS | ENVIRONMENT:
        return f".{node.attr}"
    if isinstance(node, ast.Import):
        names = {alias.name for alias in node.names}
        return ", ".join(sorted(names & WORLDLY_MODULES))
    if isinstance(node, ast.ImportFrom):
        names = {alias.name for alias in node.names} & ENVIRONMENT
        return ", ".join(sorted(names | ({str(node.module)} & WORLDLY_MODULES)))
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        match = CLOCK_IN_SQL.search(node.value)
        return match.group() if match else ""
    return ""
