"""``setia explain``: an award told from the sum down to the lines, in two languages."""

from __future__ import annotations

import pytest
from commands import a_business, setia

from setia_engine.run.explanation.sentences import SENTENCES


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    folder = tmp_path_factory.mktemp("explained")
    plan, data = a_business(folder)
    as_of = "2026-11-20T00:00:00+07:00"
    out = folder / "out"
    setia("evaluate", plan, "--data", data, "--as-of", as_of, "--explain", "--out", out)
    return out


def test_an_award_is_told_with_tier_cap_and_lines(results):
    said = setia("explain", results, "--plan", "komisi", "--party", "R-1")

    assert said.status == 0
    for told in (
        "Award: 100,000",
        "revenue: 700,000",
        "tier 2 reached (from 500,000)",
        "pays 20% of revenue",
        "1. revenue at least 100,000: 700,000, kept",
        "cap per party took  -40,000",
        "The cap of 100,000 per party took 40,000.",
        "provisional: it may still change",
        "O-1",
        "57,143",
    ):
        assert told in said.out


def in_one_line(text):
    """Undo the wrapping at the end of the screen."""
    return " ".join(text.split())


def test_a_party_that_got_nothing_is_told_what_is_lacking(results):
    said = setia("explain", results, "--plan", "komisi", "--party", "R-2")

    assert "No award: 0" in said.out
    assert (
        "Condition 1 is not kept: revenue at least 100,000; found 90,000, 10,000 short"
        in in_one_line(said.out)
    )


def test_the_next_tier_is_told(results):
    said = setia("explain", results, "--plan", "komisi", "--party", "R-3")

    assert (
        "300,000 more of revenue reaches tier 2 (from 500,000), which pays 20%"
        in in_one_line(said.out)
    )


def test_indonesian_is_spoken_with_its_own_numbers(results):
    said = setia("explain", results, "--plan", "komisi", "--party", "R-1", "--lang", "id")

    assert "Perolehan: 100.000" in said.out
    assert "nilai penjualan: 700.000" in said.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("--plan", "x", "--party", "R-1"),
            "plan 'x' is not in these results; there are komisi",
        ),
        (("--plan", "komisi", "--party", "R-9"), "there are R-1, R-2, R-3"),
        (
            ("--plan", "komisi", "--party", "R-1", "--window", "2026-12-01"),
            "there are 2026-11-01",
        ),
        (("--plan", "komisi", "--party", "R-1", "--window", "soon"), "as 2026-11-01"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(results, arguments, told):
    said = setia("explain", results, *arguments)

    assert said.status == 2
    assert told in said.err


def test_both_languages_have_every_sentence():
    assert SENTENCES["en"].keys() == SENTENCES["id"].keys()
