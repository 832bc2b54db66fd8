"""The generated world: 24 months of sales of a trade, the same every time it is made.

Made by DuckDB from draws that depend on nothing but what they are drawn for; kept in
``bench/data`` and made again only where the size or this recipe changed.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import duckdb

DATA = Path(__file__).parent / "data"
RECIPE = Path(__file__).parent / "world"
STEPS = ("draws", "products", "parties", "orders", "sale_lines")
MONTHS = tuple(f"{year}-{month:02d}" for year in (2024, 2025) for month in range(1, 13))
LINES_OF_A_RETURN = 50


@dataclass(frozen=True)
class World:
    """How large a trade is; everything else follows from its lines."""

    lines: int = 10_000_000

    def __post_init__(self) -> None:
        if self.lines < 1000 or self.lines % 500:
            raise ValueError("lines: a multiple of 500, 1,000 at least")

    @property
    def sizes(self) -> dict[str, int]:
        """The numbers that the recipe is made with."""
        parties = max(200, self.lines // 100)
        sold = self.lines - self.lines // LINES_OF_A_RETURN
        distributors, sellers = parties // 100, parties // 5
        return {
            "sold": sold,
            "orders": (sold + 9) // 10 * 4,
            "products": max(200, min(5000, self.lines // 2000)),
            "distributors": distributors,
            "sellers": sellers,
            "customers": parties - sellers - distributors - 15,
        }

    @property
    def stamp(self) -> str:
        """What the world is made from; DuckDB's own draws may change with its version."""
        recipe = "".join((RECIPE / f"{step}.sql").read_text("utf-8") for step in STEPS)
        return f"{crc32(recipe.encode()):08x} {duckdb.__version__} {self.lines}"


def made(world: World, under: Path = DATA) -> Path:
    """Return the folder of a world, making it where it is missing or made differently."""
    folder = under / f"lines-{world.lines}"
    stamp = folder / ".made-from"
    if not stamp.exists() or stamp.read_text("utf-8") != world.stamp:
        shutil.rmtree(folder, ignore_errors=True)
        _make(world, folder)
        stamp.write_text(world.stamp, "utf-8")
    return folder


def _make(world: World, folder: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")
        for step in STEPS:
            recipe = (RECIPE / f"{step}.sql").read_text("utf-8")
            for name, number in world.sizes.items():
                recipe = recipe.replace(f"${name}", str(number))
            connection.execute(recipe)
        _set_down(connection, folder)


def _set_down(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write the tables as an export of sales would: lines by month, in order of time."""
    folder.mkdir(parents=True)
    products = "SELECT * EXCLUDE product FROM products ORDER BY product_id"
    parties = "SELECT * FROM parties ORDER BY party_id"
    history = "SELECT * FROM party_history ORDER BY party_id, attribute, from_date"
    _copy(connection, products, folder / "products.parquet")
    _copy(connection, parties, folder / "parties.parquet")
    _copy(connection, history, folder / "party_history.parquet")
    for month in MONTHS:
        lines = f"""
            SELECT * FROM sale_lines
            WHERE date_trunc('month', sold_at) = DATE '{month}-01'
            ORDER BY sold_at, order_id, line_no
        """
        part = folder / "sale_lines" / f"month={month}"
        part.mkdir(parents=True)
        _copy(connection, lines, part / "lines.parquet")


def _copy(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
