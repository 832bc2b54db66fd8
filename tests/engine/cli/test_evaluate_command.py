"""``setia evaluate``: what it writes, what it says, and what it leaves when it fails."""

from __future__ import annotations

import os
import resource
import signal
import subprocess

import pytest
from commands import LINES, PLAN, SETIA, a_business, setia

AS_OF = ("--as-of", "2026-12-01T00:00:00+07:00")


def test_it_writes_awards_and_funding_into_the_folder(tmp_path):
    plan, data = a_business(tmp_path)

    said = setia(
        "evaluate", plan, "--data", data, *AS_OF, "--out", tmp_path / "o", "--format", "csv"
    )

    assert said.status == 0
    assert sorted(path.name for path in (tmp_path / "o").iterdir()) == [
        "awards.csv",
        "funding.csv",
    ]
    assert (tmp_path / "o/awards.csv").read_text() == (
        "plan_id,window_from,window_to,order_id,party_id,payee_id,unit,measure,tier,place,gross,"
        "amount,status,as_of\n"
        "komisi,2026-11-01,2026-11-30,,R-1,R-1,money,700000.000000,2,,140000.00,100000.00,final,"
        "2026-12-01T00:00:00+07:00\n"
        "komisi,2026-11-01,2026-11-30,,R-3,R-3,money,200000.000000,1,,20000.00,20000.00,final,"
        "2026-12-01T00:00:00+07:00\n"
    )


def test_without_a_folder_it_prints_a_table(tmp_path):
    plan, data = a_business(tmp_path)

    said = setia("evaluate", plan, "--data", data, *AS_OF)

    assert said.status == 0
    assert "komisi: 2 awards, 120,000 in all (money)" in said.out
    assert "R-1" in said.out


def test_a_plan_that_pays_nobody_prints_an_empty_table(tmp_path):
    plan, data = a_business(tmp_path, PLAN.replace("100000}]", "900000}]"))

    said = setia("evaluate", plan, "--data", data, *AS_OF)

    assert said.status == 0
    assert "komisi: 0 awards, 0 in all (money)" in said.out


def test_the_same_run_twice_gives_the_same_bytes_in_either_form(tmp_path):
    plan, data = a_business(tmp_path)
    for form in ("csv", "parquet"):
        for out in ("one", "two"):
            folder = tmp_path / form / out
            setia(
                "evaluate",
                plan,
                "--data",
                data,
                *AS_OF,
                "--out",
                folder,
                "--format",
                form,
                "--explain",
            )
        for name in (f"awards.{form}", f"funding.{form}", f"explain.{form}"):
            one, two = (tmp_path / form / out / name for out in ("one", "two"))
            assert one.read_bytes() == two.read_bytes()


def test_a_later_run_leaves_nothing_of_an_earlier_one(tmp_path):
    plan, data = a_business(tmp_path)
    out = tmp_path / "o"
    setia("evaluate", plan, "--data", data, *AS_OF, "--out", out, "--explain")
    (out / "note.txt").write_text("mine")

    setia("evaluate", plan, "--data", data, *AS_OF, "--out", out, "--format", "csv")

    assert sorted(path.name for path in out.iterdir()) == [
        "awards.csv",
        "funding.csv",
        "note.txt",
    ]


def test_a_wrong_plan_ends_with_2_and_tells_everything_at_once(tmp_path):
    plan, data = a_business(tmp_path, PLAN.replace("2026-11-30", "2026-11-31") + "foo: 1\n")

    said = setia("evaluate", plan, "--data", data, "--out", tmp_path / "o")

    assert said.status == 2
    assert "period.to" in said.err
    assert "foo" in said.err
    assert not (tmp_path / "o").exists()


def test_wrong_data_ends_with_3_lists_the_rows_and_writes_nothing(tmp_path):
    broken = LINES.replace("90000", "Rp90.000").replace(
        "O-4,1,2026-11-05", "O-4,1,2026-13-05"
    )
    plan, data = a_business(tmp_path, lines=broken)

    said = setia("evaluate", plan, "--data", data, "--out", tmp_path / "o")

    assert said.status == 3
    assert "row 4, amount: found 'Rp90.000'" in said.err
    assert "row 5, sold_at: found '2026-13-05T10:00:00'" in said.err
    assert not (tmp_path / "o").exists()


def test_bad_rows_can_be_set_aside(tmp_path):
    plan, data = a_business(tmp_path, lines=LINES.replace("90000", "Rp90.000"))
    rejects = tmp_path / "rejects.csv"

    said = setia("evaluate", plan, "--data", data, *AS_OF, "--rejects", rejects)

    assert said.status == 0
    assert "1 row was set aside" in said.err
    assert "Rp90.000" in rejects.read_text()


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("--as-of", "2026-12-01T00:00:00"), 2, "a moment with an offset"),
        (("--as-of", "yesterday"), 2, "a moment with an offset"),
        (("--engine", "oracle"), 2, "duckdb, spark, or the URL of a Spark master"),
        (("--format", "xlsx"), 2, "--format"),
        (("--data", "/nowhere"), 3, "/nowhere is no folder"),
        (("--out", "/proc/none/o"), 1, "/proc/none"),
    ],
)
def test_a_wrong_command_is_told_in_a_sentence(tmp_path, arguments, status, told):
    plan, data = a_business(tmp_path)

    said = setia("evaluate", plan, "--data", data, *arguments)

    assert said.status == status
    assert told in said.err


def test_a_full_disk_is_told_and_leaves_nothing_in_part(tmp_path):
    plan, data = a_business(tmp_path)
    out = tmp_path / "o"

    said = setia(
        "evaluate", plan, "--data", data, "--out", out,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512)),
    )  # fmt: skip

    assert said.status == 1
    assert said.err.startswith("setia: ")
    assert not out.exists() or not list(out.iterdir())


def test_an_interrupt_is_told_and_leaves_nothing_in_part(tmp_path):
    plan, data = a_business(tmp_path)
    documents = [PLAN.replace("komisi", f"komisi-{n}").strip() for n in range(400)]
    plan.write_text(
        "".join(f"- {text.replace(chr(10), chr(10) + '  ')}\n" for text in documents)
    )
    out = tmp_path / "o"
    command = [*SETIA, "evaluate", str(plan), "--data", str(data), "--out", str(out)]

    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None and not (out.is_dir() and list(out.iterdir())):
            os.sched_yield()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()

    assert process.returncode == 130
    assert err == "setia: Stopped. Nothing was written.\n"
    assert list(out.iterdir()) == []
