"""Imports that are killed, and imports that meet: real processes over a business of its own."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys

import builders
import pytest
from intake_rows import a_row
from killed_at import killed_at

from setia.core.errors import Conflict
from setia.core.verify_trail import verify_trail
from setia.intake.commit_batch import commit_batch
from setia.intake.models import Batch, Commit
from setia.intake.staging.store import staged, staging_anew
from setia.intake.sweep_leftovers import sweep_leftovers
from setia.intake.uploads import path_of
from setia.sales.models import Arrival, Payment, Reversal, SaleLine

LINES, KILLS = 300, 10
HEAD = "order_id,line_no,sold_at,seller_id,product_id,quantity,amount,payment_method\n"
MOST_MIB = 900


@pytest.fixture
def lines(own_business, tmp_path):
    builders.a_party("R1")
    builders.a_product("P1")
    path = tmp_path / "lines.csv"
    rows = (
        f"A-{n // 3},{n % 3 + 1},2026-08-25 10:00,R1,P1,1,25000,cash\n"
        for n in range(LINES)
    )
    path.write_text(HEAD + "".join(rows), "utf-8")
    return path


def begun(own_business, *arguments):
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=own_business.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def importing(own_business, path):
    command = (
        "-m",
        "django",
        "import_file",
        "sales",
        str(path),
        "--source",
        "Toko",
        "--yes",
    )
    return begun(own_business, *command)


def booked():
    tables = (SaleLine, Payment, Reversal, Arrival, Commit)
    return tuple(table.objects.count() for table in tables)


def test_a_killed_commit_leaves_all_or_nothing_and_runs_again(desk, own_business):
    status, moments = killed_at("commit", desk.hand_in(_numbered("whole")).pk)
    draw = random.Random(20260825)  # noqa: S311 - of moments
    all_of_it = (LINES, LINES // 3, 0, 1, 1)
    kills = draw.sample(range(moments), KILLS)

    seen = [_killed_and_again(desk, own_business, moment) for moment in kills]

    assert (status, moments > 40) == (0, True)
    assert {code for code, _, _ in seen} == {-signal.SIGKILL}
    assert {left for _, left, _ in seen} <= {(0, 0, 0, 0, 0), all_of_it}
    assert {total for _, _, total in seen} == {all_of_it}
    assert verify_trail().flaws == ()


def _killed_and_again(desk, own_business, moment):
    """Kill a commit at a moment; return its status, what it left, and what a second run made."""
    batch, before = desk.hand_in(_numbered(str(moment))), booked()
    status, _ = killed_at("commit", batch.pk, moment)
    left = _grown(before)
    if left == (0, 0, 0, 0, 0):
        commit_batch(batch, builders.an_actor(), batch.version)
    else:
        with pytest.raises(Conflict):
            commit_batch(batch, builders.an_actor(), batch.version)
    return status, left, _grown(before)


def _numbered(letter):
    """Return lines whose row numbers differ, three to an order."""
    return [
        a_row(f"{letter}-{n // 3}", n + 2, line_no=n % 3 + 1, method="cash")
        for n in range(LINES)
    ]


def _grown(before):
    return tuple(now - then for then, now in zip(before, booked(), strict=True))


def test_two_processes_with_one_file_bring_it_in_once(own_business, lines):
    copy = lines.with_name("copy.csv")
    copy.write_bytes(lines.read_bytes())

    both = [importing(own_business, lines), importing(own_business, copy)]
    told = [process.communicate() for process in both]

    assert sorted(process.returncode for process in both) == [0, 3], told
    assert booked() == (LINES, LINES // 3, 0, 1, 1)


def test_what_a_killed_process_left_is_swept(own_business, lines):
    importing(own_business, lines).communicate()
    batch = Batch.objects.get()
    with staging_anew(batch.pk):
        pass
    orphan = own_business.home / "uploads/imports/orphan.csv"
    orphan.write_bytes(b"half a file")
    os.utime(orphan, (0, 0))

    sweep_leftovers()

    with staged(batch.pk) as name:
        assert name is None
    assert not orphan.exists()
    assert path_of(batch.stored_as).exists()
    assert booked() == (LINES, LINES // 3, 0, 1, 1)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("row", "refused"),
    [
        pytest.param(
            "A-{n},1,2026-08-25 10:00,R1,P1,1,25000,cash\n", False, id="good rows"
        ),
        pytest.param("A-{n},1,soon,R1,P1,one,much,cash\n", True, id="bad rows"),
        pytest.param(
            "A-{n},1,2026-08-25 10:00,R{n},P1,1,25000,\n", True, id="unknown names"
        ),
    ],
)
def test_a_million_rows_are_held_in_bounded_memory(own_business, lines, row, refused):
    with lines.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        file.writelines(row.format(n=n) for n in range(10, 1_000_010))

    process = importing(own_business, lines)
    told, _ = process.communicate()
    most_mib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    left = sum(path.stat().st_size for path in own_business.home.rglob("*.jsonl"))

    assert process.returncode == (3 if refused else 0), told
    assert most_mib < MOST_MIB
    assert left < 100 * 1024 * 1024
    assert SaleLine.objects.count() == (0 if refused else 1_000_000)
