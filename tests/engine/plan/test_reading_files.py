"""Plan files: what cannot be read is a problem, never a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from setia_engine.errors import PlanRejected
from setia_engine.plan.read import plan_from, read_plan_text, read_plans, read_run
from setia_engine.testing.builders import a_document

PLAN = "{setia: 1, id: %s, period: {from: 2026-11-01}, reward: {rate: 10%%}}"


def written(folder, name: str, content: str | bytes):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def told(paths, read=read_plans) -> list[tuple[str, str, str]]:
    with pytest.raises(PlanRejected) as rejected:
        read(paths)
    return [(Path(one.file).name, one.code, one.path) for one in rejected.value.problems]


def test_plans_come_in_the_order_of_files_and_of_each_file(tmp_path) -> None:
    two = written(tmp_path, "two.yaml", f"[{PLAN % 'c'}, {PLAN % 'a'}]")
    one = written(tmp_path, "one.yaml", PLAN % "b")

    assert [plan.id for plan in read_plans([two, one])] == ["c", "a", "b"]


def test_json_and_yaml_say_the_same(tmp_path) -> None:
    text = json.dumps(a_document(caps={"budget": 1_000_000}, title="Komisi"))
    as_json = written(tmp_path, "plan.json", text)
    as_yaml = written(tmp_path, "plan.yaml", text)

    assert read_plans([as_json]) == read_plans([as_yaml])


def test_a_byte_order_mark_is_no_part_of_the_plan(tmp_path) -> None:
    for name in ("plan.yaml", "plan.json"):
        path = written(tmp_path, name, b"\xef\xbb\xbf" + json.dumps(a_document()).encode())
        assert read_plans([path]) == [plan_from(a_document())]


def test_every_file_that_cannot_be_read_is_told(tmp_path) -> None:
    (tmp_path / "folder").mkdir()
    paths = [
        tmp_path / "nowhere.yaml",
        tmp_path / "folder",
        written(tmp_path, "latin.yaml", b"title: caf\xe9"),
        written(tmp_path, "nul.yaml", b"title: a\x00b"),
        written(tmp_path, "nul.json", b'{"title": "a\x00b"}'),
        written(tmp_path, "broken.yaml", "a: [1"),
        written(tmp_path, "empty.json", ""),
        written(tmp_path, "good.yaml", PLAN % "a"),
        tmp_path / "name\x00with nul.yaml",
    ]

    assert [(file, code) for file, code, _ in told(paths)] == [
        ("nowhere.yaml", "file"),
        ("folder", "file"),
        ("latin.yaml", "encoding"),
        ("nul.yaml", "syntax"),
        ("nul.json", "syntax"),
        ("broken.yaml", "syntax"),
        ("empty.json", "syntax"),
        ("name\x00with nul.yaml", "file"),
    ]


def test_a_path_that_leads_through_a_file_is_told(tmp_path) -> None:
    path = written(tmp_path, "plan.yaml", PLAN % "a")

    assert told([path / "inside.yaml"]) == [("inside.yaml", "file", "")]


def test_a_file_of_fifty_megabytes_is_refused_without_being_read(tmp_path) -> None:
    path = tmp_path / "plan.yaml"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)

    assert told([path]) == [("plan.yaml", "too-large", "")]


def test_an_endless_file_is_refused() -> None:
    assert told([Path("/dev/zero")]) == [("zero", "too-large", "")]


def test_text_that_cannot_be_written_as_utf_8_is_a_problem() -> None:
    with pytest.raises(PlanRejected) as rejected:
        read_plan_text("title: \ud800", "plan.yaml")

    assert [one.code for one in rejected.value.problems] == ["encoding"]


def test_an_id_that_stands_twice_in_a_run_is_told_where_it_stands_again(tmp_path) -> None:
    one = written(tmp_path, "one.yaml", PLAN % "a")
    two = written(tmp_path, "two.yaml", f"[{PLAN % 'b'}, {PLAN % 'a'}]")

    assert [plan.id for plan in read_plans([one, two])] == ["a", "b", "a"]
    assert told([one, two], read_run) == [("two.yaml", "id-repeated", "[1].id")]


def test_what_is_wrong_between_plans_is_told_with_what_is_wrong_in_them(tmp_path) -> None:
    path = written(tmp_path, "one.yaml", f"[{PLAN % 'a'}, {PLAN % 'a'}, {PLAN % 'A'}]")

    assert told([path], read_run) == [
        ("one.yaml", "slug", "[2].id"),
        ("one.yaml", "id-repeated", "[1].id"),
    ]
