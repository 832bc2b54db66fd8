"""``setia simulate`` tells what a plan would cost, and its exit status whether it passes."""

from __future__ import annotations

import pytest
from commands import a_business, setia

PLAN = """
setia: 1
id: komisi
period: {from: 2026-11-01, to: 2026-11-30}
reward: {rate: 10%}
"""
LINES = """order_id,line_no,sold_at,seller_id,buyer_id,product_id,quantity,amount,cost
O-1,1,2026-10-01T10:00:00,R-1,C-1,P-1,1,400000,300000
O-2,1,2026-10-28T10:00:00,R-2,C-2,P-1,1,600000,500000
"""
NOW = ("--as-of", "2026-11-01T00:00:00+07:00", "--samples", 20, "--response", "0..0")


def simulated(folder, *more, plan=PLAN, lines=LINES):
    own, data = a_business(folder, plan, lines)
    return setia("simulate", own, "--data", data, *NOW, *more)


def test_a_plan_that_passes_is_told_with_its_figures(tmp_path):
    said = simulated(tmp_path, "--lang", "en")
    assert (said.status, said.err) == (0, "")
    assert "komisi: It passes" in said.out
    told = {line.strip() for line in said.out.splitlines()}
    # a tenth of a million, of a margin of 200,000: as much again must be sold
    assert any(one.startswith("on sales as they were") and "100,000" in one for one in told)
    assert any(one.startswith("left after this plan") and "100,000" in one for one in told)
    assert any(one.startswith("extra sales") and "100%" in one for one in told)


def test_a_plan_that_loses_money_ends_with_status_1_in_indonesian(tmp_path):
    said = simulated(tmp_path, plan=PLAN.replace("10%", "30%"))
    assert said.status == 1
    assert "komisi: Tidak lolos" in said.out
    assert "margin_negative" in said.out


@pytest.mark.parametrize(
    ("more", "is_told"),
    [((), False), (("--worthwhile", 30_000), True), (("--worthwhile", 25_000), False)],
)
def test_what_is_hardly_worthwhile_is_told_of_a_stated_amount(tmp_path, more, is_told):
    """A twentieth of two sales of 1,000,000 together: 25,000 a unit, in any currency."""
    said = simulated(tmp_path, *more, plan=PLAN.replace("10%", "5%"))
    assert ("hardly_worthwhile" in said.out) is is_told


def test_what_cannot_be_told_ends_with_status_1(tmp_path):
    said = simulated(
        tmp_path, lines=LINES.replace(",300000\n", ",\n").replace(",500000\n", ",\n")
    )
    assert said.status == 1
    assert "cost_missing" in said.out


@pytest.mark.parametrize(
    ("more", "status", "words"),
    [
        (("--response", "viel"), 2, "allowed: a range"),
        (("--response", "20..5"), 2, "the lower first"),
        (("--samples", "3"), 2, "20"),
    ],
)
def test_a_wrong_command_ends_with_status_2(tmp_path, more, status, words):
    said = simulated(tmp_path, *more)
    assert said.status == status
    assert words in said.err


def test_wrong_data_ends_with_status_3(tmp_path):
    said = simulated(tmp_path, lines=LINES.replace("400000", "banyak"))
    assert said.status == 3
