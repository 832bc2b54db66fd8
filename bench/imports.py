"""A million lines of clean CSV through the importer, beside the fastest bulk path."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.figures import Figure, Outcome, Took, side_by_side

LINES = 1_000_000
LEAST_SHARE = 1 / 3
HEAD = "order_id,line_no,sold_at,seller_id,buyer_id,product_id,quantity,amount,channel\n"
ABSENT = (
    "PostgreSQL skipped: give DATABASE_URL=postgres://… of a database to create others in"
)


def run(runs: int, lines: int = LINES) -> Outcome:
    """Time both ways on SQLite, and on PostgreSQL where there is one."""
    figures, seconds, notes = [], {}, []
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "lines.csv"
        write_lines(path, lines)
        for database in databases():
            ways = {
                f"{way}, {database}": _timed(way, database, path, lines)
                for way in ("bulk", "importer")
            }
            took = side_by_side(ways, runs)
            seconds |= took
            figures.append(_figure(database, took, lines))
    if "PostgreSQL" not in databases():
        notes.append(ABSENT)
    return Outcome("imports", seconds, figures, notes)


def write_lines(path: Path, lines: int) -> None:
    """Write clean lines: days of one year in no order, as orders of three lines each."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for n in range(lines):
            day, hour = n * 7919 % 365, n % 10
            month, day = day // 31 + 1, day % 28 + 1
            file.write(
                f"ORD-{n // 3:08d},{n % 3 + 1},2025-{month:02d}-{day:02d} {8 + hour:02d}:15:00,"
                f"R{n * 31 % 600},C{n * 17 % 4000},P{n % 60},{n % 5 + 1},"
                f"{(n % 5 + 1) * 25_000},shop\n"
            )


def databases() -> list[str]:
    postgresql = os.environ.get("DATABASE_URL", "").startswith("postgres")
    return ["SQLite", "PostgreSQL"] if postgresql else ["SQLite"]


def _timed(way: str, database: str, path: Path, lines: int) -> Callable[[], Took]:
    def timed() -> Took:
        with tempfile.TemporaryDirectory() as home:
            answer = run_apart("bench.import_run", [way, str(path)], database, Path(home))
            told = json.loads(answer)
        if told["lines"] != lines:
            raise RuntimeError(f"{way} brought in {told['lines']} of {lines} lines")
        return Took(told["parts"], told["cores"])

    return timed


def run_apart(module: str, arguments: list[str], database: str, home: Path) -> str:
    """Run a module in a process and an installation of its own; return what it printed."""
    environment = {
        **os.environ,
        "SETIA_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "setia.config.settings",
    }
    name = f"bench_{os.getpid()}_{module.rsplit('.', 1)[1]}"
    server = environment.pop("DATABASE_URL", "")
    if database == "PostgreSQL":
        environment["DATABASE_URL"] = f"{server.rsplit('/', 1)[0]}/{name}"
        _sql(server, f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}"')
    command = [sys.executable, "-m", module, *arguments]
    try:
        return subprocess.run(  # noqa: S603 - our own command
            command, env=environment, check=True, capture_output=True, text=True
        ).stdout
    finally:
        if database == "PostgreSQL":
            _sql(server, f'DROP DATABASE "{name}"')


def _sql(server: str, *statements: str) -> None:
    # Only this benchmark needs the driver, and only where there is a server.
    import psycopg  # noqa: PLC0415

    with psycopg.connect(server, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def _figure(database: str, took: dict[str, Took], lines: int) -> Figure:
    bulk, ours = took[f"bulk, {database}"].whole, took[f"importer, {database}"].whole
    why = (
        f"{lines / ours:,.0f} lines a second from CSV to books, against {lines / bulk:,.0f} "
        "of rows that are clean already"
    )
    return Figure(
        f"rate of the importer on {database}, of the fastest bulk path",
        "",
        bulk / ours,
        at_least=round(LEAST_SHARE, 4),
        why=why,
    )


if __name__ == "__main__":
    told = run(1, int(sys.argv[1]) if len(sys.argv) > 1 else LINES)
    for figure in told.figures:
        print(figure.name, figure.seen, figure.verdict, figure.why)
