"""What the architecture tests look at: the files of the project and their syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / "src" / "setia_engine"

Function = ast.FunctionDef | ast.AsyncFunctionDef


def python_files(folder: Path) -> list[Path]:
    """Return the Python files below a folder, in the same order everywhere.

    Migrations are left out: a command writes them, and nobody reads on in them.
    """
    return sorted(path for path in folder.rglob("*.py") if "migrations" not in path.parts)


def name_of(path: Path) -> str:
    """Name a file as it is named in the project."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=name_of(path))


def functions_in(path: Path) -> Iterator[tuple[str, int]]:
    """Tell each function of a file by its place, with the number of its lines."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, Function):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            yield f"{name_of(path)}:{node.lineno} {node.name}", lines


def listed(findings: list[str]) -> str:
    """Write findings one a line, as a failing test shows them."""
    return "\n  ".join(["", *findings])
