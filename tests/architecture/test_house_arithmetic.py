"""Money is multiplied, divided and rounded in one room.

Engines disagree about products and quotients (a literal that loses digits, a division
through a double, a cast that rounds here and truncates there). So the stages and the
rewards add, subtract and compare; everything else they ask of ``stages/arithmetic``,
whose operations are property-tested on every engine.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from house import ENGINE, listed, name_of, python_files, tree_of

ARITHMETIC = ENGINE / "stages" / "arithmetic"
WITH_OPERATORS = {"operator", "math", "np", "numpy"}
ROOMS = ("stages", "rewards")
SIGNS = {
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.MatMult: "@",
}
BUILT_IN = {"round", "divmod", "pow", "float"}
BY_NAME = {
    *("round", "around", "rint", "floor", "ceil", "trunc", "fix", "quantize"),
    *("mul", "multiply", "div", "divide", "true_divide", "truediv", "floor_divide"),
    *("floordiv", "mod", "fmod", "remainder", "divmod", "pow", "power", "prod", "dot"),
}

RULE = (
    "only the room stages/arithmetic multiplies, divides or rounds. Elsewhere in stages/ and"
    " rewards/ there is no *, /, //, %, ** or @ (nor *= and its like), no round(), divmod(),"
    " pow() or float(), and no method or function of such a name (.round(), numpy.floor(),"
    " operator.mul). It holds for counters and lists too ([0] * n), since a syntax tree does"
    " not know money from an index: use itertools.repeat, or name the operation and give it"
    " a home in that room. Free are + and -, *args and **options, and % on a literal text."
)


def test_only_the_arithmetic_room_multiplies_divides_or_rounds() -> None:
    found = [
        finding
        for room in ROOMS
        for path in python_files(ENGINE / room)
        if not path.is_relative_to(ARITHMETIC)
        for finding in _arithmetic(path, tree_of(path))
    ]
    assert not found, f"{RULE}{listed(found)}"


def test_the_arithmetic_room_is_where_the_rule_says() -> None:
    assert any(list(_arithmetic(path, tree_of(path))) for path in python_files(ARITHMETIC))


@pytest.mark.parametrize(
    "line",
    [
        "amount * rate",
        "amount / 2",
        "amount // 100",
        "amount % 100",
        "amount ** 2",
        "total *= 3",
        "[0] * n",
        "round(amount)",
        "amount.round()",
        "numpy.floor_divide(amount, 100)",
        "float(amount)",
        "reduce(operator.mul, amounts)",
    ],
)
def test_arithmetic_is_seen(line: str) -> None:
    assert list(_arithmetic(ENGINE / "some.py", ast.parse(line)))


@pytest.mark.parametrize(
    "line",
    [
        "amount + bonus - cap",
        "call(*lines, **options)",
        "'%s of %s' % (part, whole)",
        "first, *rest = lines",
        "left | right",
        "slot.floor",
    ],
)
def test_what_is_no_arithmetic_is_free(line: str) -> None:
    assert not list(_arithmetic(ENGINE / "some.py", ast.parse(line)))


def _arithmetic(path: Path, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if what := _operation(node):
            yield f"{name_of(path)}:{getattr(node, 'lineno', 1)}: {what}"


def _operation(node: ast.AST) -> str:
    if isinstance(node, ast.BinOp):
        return "" if _fills_in_a_text(node) else SIGNS.get(type(node.op), "")
    if isinstance(node, ast.AugAssign):
        sign = SIGNS.get(type(node.op), "")
        return f"{sign}=" if sign else ""
    if isinstance(node, ast.Call):
        return _call_by_name(node.func)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        borrowed = node.value.id in WITH_OPERATORS and node.attr in BY_NAME
        return f"{node.value.id}.{node.attr}" if borrowed else ""
    return ""


def _call_by_name(function: ast.expr) -> str:
    if isinstance(function, ast.Name) and function.id in BUILT_IN:
        return f"{function.id}()"
    if isinstance(function, ast.Attribute) and function.attr in BY_NAME:
        return f".{function.attr}()"
    return ""


def _fills_in_a_text(node: ast.BinOp) -> bool:
    text = node.left
    literal = isinstance(text, ast.Constant) and isinstance(text.value, str)
    return isinstance(node.op, ast.Mod) and literal
