"""Small files, short functions, names from the domain."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from statistics import median

import pytest
from house import ENGINE, ROOT, functions_in, listed, name_of, python_files, tree_of

LONGEST_FILE = {"src": 300, "bench": 300, "tests": 500}
LONGEST_FUNCTION = 40
MEDIAN_FUNCTION = 10
NAMES_THAT_SAY_NOTHING = {"services", "utils", "helpers", "common", "managers", "misc"}
UNFINISHED = re.compile(r"\b(?:[T]ODO|[F]IXME|[X]XX)\b")
TEXT = {".py", ".md", ".toml", ".yaml", ".yml", ".in", ".sh", ""}


@pytest.mark.parametrize("folder", LONGEST_FILE)
def test_no_file_is_longer_than_a_reader_holds_in_mind(folder: str) -> None:
    limit = LONGEST_FILE[folder]
    lengths = {
        name_of(path): path.read_text(encoding="utf-8").count("\n")
        for path in python_files(ROOT / folder)
    }
    too_long = [f"{name}: {length}" for name, length in lengths.items() if length > limit]
    assert not too_long, f"files of more than {limit} lines: split them{listed(too_long)}"


def test_no_function_is_longer_than_a_screen() -> None:
    too_long = [
        f"{place}: {lines}"
        for path in python_files(ROOT / "src")
        for place, lines in functions_in(path)
        if lines > LONGEST_FUNCTION
    ]
    assert not too_long, (
        f"functions of more than {LONGEST_FUNCTION} lines{listed(too_long)}"
    )


def test_half_of_all_functions_fit_in_ten_lines() -> None:
    lengths = [lines for path in python_files(ENGINE) for _, lines in functions_in(path)]
    assert median(lengths) <= MEDIAN_FUNCTION


def test_no_module_has_a_name_that_says_nothing() -> None:
    nameless = [
        name_of(path)
        for folder in LONGEST_FILE
        for path in python_files(ROOT / folder)
        if NAMES_THAT_SAY_NOTHING & {path.stem, path.parent.name}
    ]
    assert not nameless, f"name a module after what it does in the domain{listed(nameless)}"


def test_every_public_module_says_what_it_is_for() -> None:
    silent = [
        name_of(path)
        for path in python_files(ROOT / "src")
        if re.match(r"[^_]|__", path.stem) and not ast.get_docstring(tree_of(path))
    ]
    assert not silent, f"begin each with a docstring: what it means here{listed(silent)}"


def test_nothing_is_marked_as_unfinished() -> None:
    marked = [
        f"{name_of(path)}:{number}"
        for path in _texts()
        for number, line in enumerate(
            path.read_text(encoding="utf-8").splitlines(), start=1
        )
        if UNFINISHED.search(line)
    ]
    assert not marked, f"finish it, or write an issue{listed(marked)}"


def _texts() -> list[Path]:
    folders = ["src", "tests", "bench", "bin", "docs", "examples"]
    below = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    return sorted(
        path
        for path in [*below, *ROOT.glob("*.md")]
        if path.is_file() and path.suffix in TEXT and "egg-info" not in str(path)
    )
