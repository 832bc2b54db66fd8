"""``setia backtest`` over a folder, without an installation."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from backtests.small_world import BEGINS, DOCUMENT, MONDAY, half_more, write_world
from typer.testing import CliRunner

from setia.config.command.main import app


@pytest.fixture
def asked(tmp_path) -> list[str]:
    start = MONDAY + timedelta(days=7 * BEGINS)
    text = DOCUMENT.format(
        start=start, end=start + timedelta(days=27), eligible="{tier: A}", more=""
    )
    plan = tmp_path / "bonus.yaml"
    plan.write_text(text, encoding="utf-8")
    data = write_world(tmp_path / "facts", half_more, lambda party: "Jawa")
    return ["backtest", str(plan), "--data", str(data), "--as-of", "2026-08-31T00:00:00Z"]


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("en", "Brought between 15,600,000 and 15,600,000 of extra revenue, for a cost of"),
        ("id", "Membawa tambahan penjualan antara 15.600.000 dan 15.600.000, dengan biaya"),
    ],
)
def test_the_answer_comes_first_in_either_language(asked, language, answer) -> None:
    told = CliRunner().invoke(app, [*asked, "--lang", language])
    assert told.exit_code == 0
    assert " ".join(told.output.split()).startswith(answer)


def test_the_report_is_there_as_data(asked) -> None:
    told = CliRunner().invoke(app, [*asked, "--json"])
    report = json.loads(told.output)
    assert (report["verdict"], report["design"]) == ("told", "matched")
    assert report["effects"]["scope"]["best"] == 15_600_000_00
