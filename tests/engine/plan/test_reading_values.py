"""What a text in a plan document stands for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from setia_engine.plan.reading.json_text import from_json
from setia_engine.plan.reading.limits import Unreadable
from setia_engine.plan.reading.yaml_text import from_yaml


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("0", 0),
        ("25000000", 25_000_000),
        ("-5", -5),
        ("2.5", Decimal("2.5")),
        ("-0.10", Decimal("-0.10")),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
    ],
)
def test_a_plain_number_or_constant_is_what_it_says(written, meant) -> None:
    document, problems = from_yaml(f"key: {written}")

    assert document == {"key": meant}
    assert type(document["key"]) is type(meant)
    assert problems == []


@pytest.mark.parametrize(
    "written",
    [
        *("007", "0012", "1_000", "0x1F", "0o17", "12:30", "+5", "-0", "1.", ".5", "1e3"),
        *("1.5E5", "2026-11-01", "2026-11-01T10:00:00", "no", "yes", "on", "off", "True"),
        *("NULL", "Null", "inf", ".nan", "30%", "25.000.000", "1" * 41),
    ],
)
def test_anything_else_stays_the_text_that_was_written(written) -> None:
    assert from_yaml(f"key: {written}") == ({"key": written}, [])


@pytest.mark.parametrize("written", ["5", "true", "~", "", "2.5"])
def test_quoted_text_is_text(written) -> None:
    assert from_yaml(f"key: '{written}'") == ({"key": written}, [])
    assert from_yaml(f'key: "{written}"') == ({"key": written}, [])


def test_a_key_is_the_text_that_was_written() -> None:
    assert from_yaml("{007: a, true: b, 1.50: c}")[0] == {
        "007": "a",
        "true": "b",
        "1.50": "c",
    }


def test_an_alias_stands_for_what_it_names() -> None:
    document, problems = from_yaml("one: &a {x: [1, 2]}\ntwo: *a\nthree: &b t\n*b : 5")

    assert document == {"one": {"x": [1, 2]}, "two": {"x": [1, 2]}, "three": "t", "t": 5}
    assert problems == []


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        ("a: {x: 1, x: 2}", "key-repeated", "a.x"),
        ("- a: 1\n  a: 2", "key-repeated", "[0].a"),
        ("a: {<<: {b: 1}}", "merge", "a"),
        ("a: !!str 5", "tag", "a"),
        ("a: !python/object:os.system {}", "tag", "a"),
        ("a: {[1]: 2}", "key", "a"),
        ("a: {? {x: 1} : 2}", "key", "a"),
        ("a: {~: 2}", "key", "a"),
        ("a: *nobody", "alias", "a"),
        ("a: &a [*a]", "alias", "a[0]"),
    ],
)
def test_what_could_be_misread_is_told_with_its_place(text, code, path) -> None:
    _, problems = from_yaml(text)

    assert [(problem.code, problem.path) for problem in problems] == [(code, path)]


def test_the_first_of_a_repeated_key_is_kept_and_reading_goes_on() -> None:
    document, problems = from_yaml("{a: 1, a: 2, b: {c: 3, c: 4}}")

    assert document == {"a": 1, "b": {"c": 3}}
    assert [problem.path for problem in problems] == ["a", "b.c"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: [1, 2", "syntax"),
        ("a: b: c", "syntax"),
        ("\tx: 1", "syntax"),
        ("a: 1\n---\nb: 2", "documents"),
        ("[" * 41 + "]" * 41, "depth"),
    ],
)
def test_yaml_that_cannot_be_read_to_its_end_stops_reading(text, code) -> None:
    with pytest.raises(Unreadable) as stopped:
        from_yaml(text)

    assert stopped.value.problem.code == code


def test_a_syntax_problem_names_line_and_column() -> None:
    with pytest.raises(Unreadable) as stopped:
        from_yaml("a: 1\nb: [1, 2}")

    assert stopped.value.problem.found.startswith("line 2, column 9: did not find expected")


def test_json_numbers_are_exact() -> None:
    document, problems = from_json('{"a": 0.1, "b": 25000000, "c": 1.50, "d": 1e3}')

    assert document == {
        "a": Decimal("0.1"),
        "b": 25_000_000,
        "c": Decimal("1.50"),
        "d": Decimal("1E+3"),
    }
    assert str(document["c"]) == "1.50"
    assert problems == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[NaN]", "digits"),
        ("[Infinity]", "digits"),
        ("[-Infinity]", "digits"),
        ("[1e999]", "digits"),
        (f"[{'9' * 41}]", "digits"),
        ("[" * 2000 + "]" * 2000, "depth"),
        ("[1,]", "syntax"),
        ("{'a': 1}", "syntax"),
        ("", "syntax"),
        ('["\n"]', "syntax"),
    ],
)
def test_json_that_no_plan_can_be_is_refused(text, code) -> None:
    with pytest.raises(Unreadable) as stopped:
        from_json(text)

    assert stopped.value.problem.code == code


def test_a_repeated_key_of_json_is_told_with_its_place() -> None:
    document, problems = from_json('[{"a": {"x": 1, "x": 2}}]')

    assert document == [{"a": {"x": 1}}]
    assert [(problem.code, problem.path) for problem in problems] == [
        ("key-repeated", "[0].a.x")
    ]
