"""Documents made to exhaust a reader are refused within a second of work."""

from __future__ import annotations

from time import process_time

import pytest

from setia_engine.errors import PlanRejected
from setia_engine.plan.read import read_plan_text

A_PLAN = "{setia: 1, id: a, period: {from: 2026-01-01}, reward: {rate: 30%}}"
NINE = ",".join(["*%s"] * 9)
BILLION_LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{one}: &{one} [{NINE.replace('%s', before)}]\n"
    for before, one in zip("abcdefghijklmno", "bcdefghijklmnop", strict=True)
)
DEEPER = "k0: &k0 [1]\n" + "".join(f"k{n}: &k{n} [*k{n - 1}]\n" for n in range(1, 60))
DOUBLING = "k0: &k0 {a: 1}\n" + "".join(
    f"k{n}: &k{n} {{a: *k{n - 1}, b: *k{n - 1}}}\n" for n in range(1, 60)
)

BOMBS = {
    "billion laughs": (BILLION_LAUGHS, "nodes"),
    "doubling mappings": (DOUBLING, "nodes"),
    "deep lists": ("[" * 2_000_000, "depth"),
    "deep mappings": ("{a: " * 500_000, "depth"),
    "deep keys": ("? " * 500_000, "depth"),
    "deep aliases": (DEEPER, "depth"),
    "one plan a million times": (f"- &p {A_PLAN}\n" + "- *p\n" * 1_000_000, "nodes"),
    "a long list": ("[" + "1," * 1_000_000 + "1]", "nodes"),
    "many nothings": ("- \n" * 120_000, "more"),
    "many unknown keys": ("".join(f"key{n}: 1\n" for n in range(30_000)), "more"),
    "many repeated keys": ("a: 1\n" * 120_000, "more"),
    "many tags": ("[" + "!x y," * 120_000 + "]", "more"),
    "many documents": ("---\n" * 500_000, "documents"),
    "a long number": (f"setia: {'9' * 5_000_000}", "choice"),
    "a long decimal": (f"setia: 1.{'9' * 5_000_000}", "choice"),
    "a long percentage": (f"reward: {{rate: '{'9' * 3_000_000}%'}}", "share"),
    "a long text": (f"credit: {'x' * 5_000_000}", "choice"),
    "a long key": (f"{'k' * 5_000_000}: 1", "syntax"),
    "more than eight megabytes": (f"# {' ' * 9_000_000}", "too-large"),
}
JSON_BOMBS = {
    "deep lists": ("[" * 900 + "]" * 900, "depth"),
    "deeper mappings": ('{"a":' * 100_000, "depth"),
    "a long list": ("[" + "1," * 4_000_000 + "1]", "nodes"),
    "many small ones": ("[" + "{}," * 2_700_000 + "{}]", "nodes"),
    "many repeated keys": ("{" + '"a":1,' * 200_000 + '"a":1}', "more"),
    "a long number": (f"[{'9' * 5_000_000}]", "digits"),
    "a large exponent": ("[1e999999999]", "digits"),
}


def refused_after(text: str, name: str) -> tuple[set[str], float]:
    """Return the codes of the refusal, and the seconds of work that it took."""
    begun = process_time()
    with pytest.raises(PlanRejected) as rejected:
        read_plan_text(text, name)
    return {problem.code for problem in rejected.value.problems}, process_time() - begun


@pytest.mark.parametrize("name", BOMBS)
def test_a_yaml_bomb_is_refused_within_a_second(name) -> None:
    text, code = BOMBS[name]

    codes, seconds = refused_after(text, "bomb.yaml")

    assert code in codes
    assert seconds < 1


@pytest.mark.parametrize("name", JSON_BOMBS)
def test_a_json_bomb_is_refused_within_a_second(name) -> None:
    text, code = JSON_BOMBS[name]

    codes, seconds = refused_after(text, "bomb.json")

    assert code in codes
    assert seconds < 1


def test_a_thousand_plans_in_one_file_are_no_bomb() -> None:
    text = "\n".join(f"- {A_PLAN.replace('id: a', f'id: a{n}')}" for n in range(1_000))

    assert len(read_plan_text(text, "plans.yaml")) == 1_000


def test_a_table_of_ten_thousand_products_is_no_bomb() -> None:
    values = ", ".join(f"p{number}: 30%" for number in range(10_000))
    rate = f"{{by: product, values: {{{values}}}}}"

    (plan,) = read_plan_text(A_PLAN.replace("30%", rate), "plan.yaml")

    assert len(plan.reward.rate.values) == 10_000
