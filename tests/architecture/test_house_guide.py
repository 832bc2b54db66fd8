"""The guide is true: its files, run by its commands, give the sums that it tells."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from house import ROOT
from typer.main import get_group
from typer.testing import CliRunner

from setia.config.command.main import app

GUIDE = ROOT / "docs" / "guide"
ENGLISH = (GUIDE / "first-plan.en.md").read_text(encoding="utf-8")
INDONESIAN = (GUIDE / "first-plan.id.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETIA = Path(sys.executable).parent / "setia"
BLOCK = re.compile(r"```(yaml|csv|sh)\n(.*?)```", re.DOTALL)
NAMED_FILE = re.compile(
    r"`([\w/]+\.(?:yaml|csv))`[^`]*?```(?:yaml|csv)\n(.*?)```", re.DOTALL
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Do what the guide says, in an empty folder; return it and the last command's words."""
    here = tmp_path_factory.mktemp("guide")
    for name, text in NAMED_FILE.findall(ENGLISH):
        (here / name).parent.mkdir(exist_ok=True)
        (here / name).write_text(text, encoding="utf-8")
    commands = [text.strip() for kind, text in BLOCK.findall(ENGLISH) if kind == "sh"]
    words = ""
    for command in commands:
        program, *arguments = shlex.split(command)
        assert program == "setia"
        ran = subprocess.run(
            [SETIA, *arguments], cwd=here, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, f"{command}\n{ran.stderr}"
        words = ran.stdout
    return here, words


def test_the_awards_are_those_of_the_guide(told: tuple[Path, str]) -> None:
    here, _ = told
    lines = (here / "result" / "awards.csv").read_text(encoding="utf-8").splitlines()
    awards = [
        dict(zip(lines[0].split(","), line.split(","), strict=True)) for line in lines[1:]
    ]
    paid = [(row["party_id"], row["amount"], row["status"]) for row in awards]
    assert paid == [("R-01", "625000.00", "final")]


def test_the_parts_on_the_lines_are_those_of_the_guide(told: tuple[Path, str]) -> None:
    here, _ = told
    lines = (here / "result" / "explain.csv").read_text(encoding="utf-8").splitlines()
    assert [line.rsplit(",", 1)[1] for line in lines[1:]] == ["225000.00", "400000.00"]


def test_the_explanation_says_what_is_lacking(told: tuple[Path, str]) -> None:
    _, words = told
    assert re.search(r"\b200[.,]000\b", words)


def test_both_languages_show_the_same_files_and_commands() -> None:
    assert len(BLOCK.findall(ENGLISH)) == 6
    assert BLOCK.findall(INDONESIAN.replace("--lang id", "--lang en")) == BLOCK.findall(
        ENGLISH
    )


def test_the_plan_of_the_readme_is_described_by_the_command(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(BLOCK.findall(README)[0][1], encoding="utf-8")
    described = CliRunner().invoke(app, ["describe", str(plan), "--lang", "en"])
    assert described.exit_code == 0
    assert "25,000,000" in described.stdout
    assert "2.5%" in described.stdout


def test_the_commands_of_the_readme_are_the_commands_there_are() -> None:
    named = re.findall(r"^\| `setia ([\w-]+)`", README, re.MULTILINE)
    assert sorted(named) == sorted(get_group(app).commands)
