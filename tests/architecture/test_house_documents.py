"""What the documents tell is there: decisions, scripts, links, requirements, examples."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import pytest
from house import ROOT, listed, name_of

ADRS = sorted((ROOT / "docs" / "adr").glob("*.md"))
SECTIONS = ["Context", "Decision", "What it costs", "What would change our mind"]
LONGEST_ADR = 60
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
SCRIPTS = sorted((ROOT / "bin").iterdir())
EXAMPLE_PARTS = ["expected.csv", "facts", "plan.yaml", "run.yaml", "why.md"]

# pip options and addresses that would tie the project to one network or one machine
A_PLACE = re.compile(
    r"://|index-url|find-links|trusted-host|(?:^|\s)(?:-e\s|\.{0,2}/)|\s@\s"
)


@pytest.mark.parametrize("path", ADRS, ids=lambda path: path.stem)
def test_a_decision_is_one_page_with_four_parts(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    headings = [line for line in lines if line.startswith("#")]
    assert re.fullmatch(r"# [A-Z].+ .+[^.]", lines[0]), (
        "the title is the decision, a sentence"
    )
    assert headings[1:] == [f"## {section}" for section in SECTIONS]
    assert len(lines) <= LONGEST_ADR
    assert not [line for line in lines if line.lstrip().startswith("```")], "no code"


def test_decisions_are_numbered_without_a_gap() -> None:
    assert ADRS
    names = [re.fullmatch(r"(\d{4})-[a-z0-9-]+\.md", path.name) for path in ADRS]
    assert [name and int(name[1]) for name in names] == list(range(1, len(ADRS) + 1))


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_script_that_a_document_names_is_there(path: Path) -> None:
    named = set(re.findall(r"(?<!venv/)\bbin/[a-z-]+", path.read_text(encoding="utf-8")))
    missing = sorted(name for name in named if not os.access(ROOT / name, os.X_OK))
    assert not missing, f"named, but no script that runs{listed(missing)}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_link_inside_the_project_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text(encoding="utf-8"))
    inside = [link for link in links if "://" not in link]
    dead = [link for link in inside if not (path.parent / link).exists()]
    assert not dead, f"dead links{listed(dead)}"


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_every_script_says_what_it_does_and_stops_at_an_error(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "#!/bin/sh"
    assert re.match(r"# [A-Z].{20,}[.:]", lines[1])
    assert "set -eu" in lines


@pytest.mark.parametrize(
    "path", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda path: path.stem
)
def test_pinned_requirements_name_no_place(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    places = [line for line in lines if A_PLACE.search(line)]
    assert not places, f"no address, no host, no path{listed(places)}"
    pins = [line for line in lines if re.match(r"[a-z0-9]", line)]
    assert pins
    assert all(re.fullmatch(r"[a-z0-9.-]+==\S+ \\", pin) for pin in pins)
    hashed = sum("--hash=sha256:" in line for line in lines)
    assert hashed >= len(pins)


@pytest.mark.parametrize("group", ["base", "test", "check", "spark", "bench"])
def test_requirements_are_those_of_the_project_file(group: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
        "project"
    ]
    extras = project["optional-dependencies"]
    asked = project["dependencies"] if group == "base" else extras[group]
    lines = (ROOT / "requirements" / f"{group}.in").read_text(encoding="utf-8").splitlines()
    written = {
        line for line in lines if line and not line.startswith(("#", "-c", "setuptools"))
    }
    assert written == set(asked), "change both, then run bin/pin"


def test_every_example_is_complete() -> None:
    scenarios = [path for path in (ROOT / "examples").glob("*/*") if path.is_dir()]
    assert scenarios, "examples/<scheme>/<scenario>/ is where the examples are"
    incomplete = [
        f"{name_of(scenario)}: {', '.join(missing)}"
        for scenario in sorted(scenarios)
        if (missing := [part for part in EXAMPLE_PARTS if not (scenario / part).exists()])
    ]
    assert not incomplete, f"each example needs {EXAMPLE_PARTS}{listed(incomplete)}"
