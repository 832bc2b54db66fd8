"""Runs the command as people do: a process of its own, in an empty folder."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SETIA = (sys.executable, "-m", "setia_engine.cli")

PLAN = """
setia: 1
id: komisi
period: {from: 2026-11-01, to: 2026-11-30}
conditions: [{measure: revenue, at_least: 100000}]
reward:
  mode: retroactive
  tiers: [{from: 0, rate: 10%}, {from: 500000, rate: 20%}]
caps: {per_party: 100000}
"""
LINES = """order_id,line_no,sold_at,seller_id,buyer_id,product_id,quantity,amount
O-1,1,2026-11-02T10:00:00,R-1,C-1,P-1,2,400000
O-2,1,2026-11-03T10:00:00,R-1,C-2,P-1,1,300000
O-3,1,2026-11-04T10:00:00,R-2,C-2,P-1,1,90000
O-4,1,2026-11-05T10:00:00,R-3,C-2,P-1,1,200000
"""


@dataclass(frozen=True)
class Said:
    """What a command left: its exit status and what it said."""

    status: int
    out: str
    err: str


def setia(*arguments: object, **options: object) -> Said:
    """Run a command and wait for it."""
    done = subprocess.run(
        [*SETIA, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        **options,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Said(done.returncode, done.stdout, done.stderr)


def a_business(folder: Path, plan: str = PLAN, lines: str = LINES) -> tuple[Path, Path]:
    """Write a plan and a folder of data; return both."""
    data = folder / "data"
    data.mkdir()
    (data / "sale_lines.csv").write_text(lines, encoding="utf-8")
    (folder / "plan.yaml").write_text(plan, encoding="utf-8")
    return folder / "plan.yaml", data
