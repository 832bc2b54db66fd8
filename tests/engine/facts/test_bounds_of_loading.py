"""Memory stays bounded while lines grow, and a full disk is told as what it is."""

from __future__ import annotations

import errno
import signal
import subprocess
import sys
from _thread import interrupt_main
from pathlib import Path
from threading import Timer

import duckdb
import pytest
from fact_folders import JAKARTA, LINE, write_tables

from setia_engine.run.load import open_facts

LINES = 3_000_000
MANY_LINES = """
    SELECT 'SO' || lpad(CAST(n // 3 AS VARCHAR), 12, '0') AS order_id, n % 3 AS line_no,
        TIMESTAMP '2026-01-01' + to_seconds(n * 7) AS sold_at,
        'R' || CAST(hash(n // 3) % 3000 AS VARCHAR) AS seller_id,
        'C' || CAST(hash(n) % 50000 AS VARCHAR) AS buyer_id,
        'P' || CAST(hash(n + 1) % 500 AS VARCHAR) AS product_id,
        CAST(hash(n + 2) % 20 AS DECIMAL(18,3)) AS quantity,
        CAST(CAST(hash(n + 3) % 90000000 AS BIGINT) AS DECIMAL(18,2)) AS amount,
        repeat('a channel of a name too long ', 5) || CAST(n AS VARCHAR) AS channel
    FROM range(3000000) AS lines(n)
"""
LARGE = "CREATE TABLE large AS SELECT hash(n) AS h FROM range(9000000) AS r(n)"
LARGE_LIST = "SELECT list(hash(n)) FROM range(9000000) AS r(n)"
MEASURE = """
import resource, sys
from pathlib import Path
from setia_engine.run.load import open_facts

before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with open_facts(Path(sys.argv[1]), ["Asia/Jakarta"], memory=250) as facts:
    print(facts.counts.lines)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize("form", ["parquet", pytest.param("csv", marks=pytest.mark.slow)])
def test_lines_that_outgrow_memory_are_laid_down_in_bounded_memory(tmp_path, form):
    path = tmp_path / f"sale_lines.{form}"
    duckdb.connect().execute(f"COPY ({MANY_LINES}) TO '{path}'")

    measured = subprocess.run(
        [sys.executable, "-c", MEASURE, str(tmp_path)],
        check=True,
        capture_output=True,
        text=True,
    )

    lines, megabytes = map(int, measured.stdout.split())
    assert lines == LINES
    # With memory enough they take more than 800.
    assert megabytes < 450


def test_a_full_disk_is_the_error_of_the_system(tmp_path):
    write_tables(tmp_path, sale_lines=[LINE])

    with (
        pytest.raises(OSError, match="No space left") as full,
        open_facts(tmp_path, [JAKARTA], workdir=tmp_path, memory=20) as facts,
    ):
        facts.connection.execute(f"SET max_temp_directory_size = '1MB'; {LARGE}")

    assert full.value.errno == errno.ENOSPC
    assert Path(full.value.filename).parent == tmp_path


def test_full_memory_is_the_error_of_the_system_too(tmp_path):
    write_tables(tmp_path, sale_lines=[LINE])

    with (
        pytest.raises(OSError, match="Cannot allocate memory") as full,
        open_facts(tmp_path, [JAKARTA], memory=20) as facts,
    ):
        facts.connection.execute(LARGE_LIST)

    assert full.value.errno == errno.ENOMEM


def test_other_errors_of_the_body_stay_what_they_are(tmp_path):
    write_tables(tmp_path, sale_lines=[LINE])

    with pytest.raises(duckdb.CatalogException), open_facts(tmp_path, [JAKARTA]) as facts:
        facts.connection.execute("FROM nothing")


@pytest.fixture
def ctrl_c():
    """Let Ctrl+C mean what it means to a command, whatever ran in this process before."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_during_a_query_is_ctrl_c_and_ends_it(tmp_path):
    write_tables(tmp_path, sale_lines=[LINE])

    def stopped(facts):
        Timer(0.2, interrupt_main).start()
        facts.connection.execute("SELECT max(hash(n)) FROM range(100000000000) AS r(n)")

    with pytest.raises(KeyboardInterrupt), open_facts(tmp_path, [JAKARTA]) as facts:
        stopped(facts)
