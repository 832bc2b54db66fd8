"""``setia lint``: what plans will do that nobody wants, before they run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import duckdb
import typer

from setia_engine.cli.describe import Tongue
from setia_engine.errors import FactsRejected, PlanRejected
from setia_engine.facts.contract import EXPECTED, PRODUCTS
from setia_engine.facts.refusals import BadRow, FactsMissing
from setia_engine.plan.document import Plan
from setia_engine.plan.lint.catalogue import Product
from setia_engine.plan.lint.every import WORTHWHILE
from setia_engine.plan.lint.every import lint as linted
from setia_engine.plan.read import read_plans, read_run
from setia_engine.plan.words.languages import LANGUAGES
from setia_engine.plan.words.phrase import phrase
from setia_engine.plan.words.tell import tell
from setia_engine.run.load.files.find_files import TableFile, find_files

FOUND_ERRORS = 1
MONEY = re.compile(r"[+-]?[0-9]{1,16}(\.[0-9]{1,2}0*)?")
READ = ("product_id", "category", "brand", "supplier_id", "price", "cost")


def lint(
    plans: Annotated[list[Path], typer.Argument(help="Plan documents, YAML or JSON.")],
    data: Annotated[
        Path | None, typer.Option(help="Folder with products, for prices and margins.")
    ] = None,
    worthwhile: Annotated[
        int, typer.Option(min=0, help="What sellers find worth their while, for a unit.")
    ] = int(WORTHWHILE),
    lang: Annotated[Tongue, typer.Option(help="Bahasa Indonesia or English.")] = Tongue.en,
) -> None:
    """Tell of traps in plans, each with an example; exit status 1 where one is an error."""
    documents = _read(plans)
    products = [] if data is None else list(read_products(data))
    findings = linted(documents, products, Decimal(worthwhile))
    language = LANGUAGES[lang.value]
    if not findings:
        typer.echo(language.say(phrase("none")))
    for finding in findings:
        typer.echo(tell(finding, language))
    if any(finding.severity == "error" for finding in findings):
        raise typer.Exit(FOUND_ERRORS)


def _read(paths: list[Path]) -> list[Plan]:
    """Return plans with ids of their own; groups that differ are a finding here."""
    try:
        return read_run(paths)
    except PlanRejected as rejected:
        codes = {getattr(problem, "code", "") for problem in rejected.problems}
        if codes != {"stacking-terms"}:
            raise
        return read_plans(paths)


def read_products(data: Path) -> Iterator[Product]:
    """Yield the products of a data folder.

    Raises:
        FactsMissing: There is no such folder, or no products in it.
        FactsRejected: A file cannot be read, or a price or a cost is no amount of money.
    """
    if not data.is_dir():
        raise FactsMissing(data)
    found = find_files(data, PRODUCTS.name)
    if found.findings:
        raise FactsRejected(found.findings, len(found.findings))
    if not found.files:
        raise FactsMissing(data, PRODUCTS.name)
    bad: list[BadRow] = []
    for file in found.files:
        for number, cells in enumerate(_rows(file), start=2 if file.is_csv else 1):
            yield _product(cells, file, number, bad)
    if bad:
        raise FactsRejected(bad, len(bad))


def _product(
    cells: Sequence[str | None], file: TableFile, number: int, bad: list[BadRow]
) -> Product:
    named = dict(zip(READ, cells, strict=True))
    if not named["product_id"]:
        expected = PRODUCTS.column("product_id").expected
        bad.append(BadRow(file.label, number, "product_id", "", expected))
    money = {}
    for name in ("price", "cost"):
        text = (named[name] or "").strip()
        if text and not MONEY.fullmatch(text):
            bad.append(BadRow(file.label, number, name, text, EXPECTED["money"]))
        money[name] = Decimal(text) if MONEY.fullmatch(text) else None
    return Product(
        product=named["product_id"] or "",
        category=named["category"],
        brand=named["brand"],
        supplier=named["supplier_id"],
        price=money["price"],
        cost=money["cost"],
    )


def _rows(file: TableFile) -> list[tuple[str | None, ...]]:
    """Return the columns that lint needs, as text; an absent column is missing."""
    with duckdb.connect() as connection:
        try:
            table = _opened(connection, file)
            chosen = [
                f"nullif(CAST({name} AS VARCHAR), '')" if name in table.columns else "NULL"
                for name in READ
            ]
            return table.project(", ".join(chosen)).fetchall()
        except duckdb.Error as error:
            why = str(error).strip().splitlines()[0]
            row = BadRow(file.label, None, None, why, "a table that can be read")
            raise FactsRejected([row], 1) from error


def _opened(
    connection: duckdb.DuckDBPyConnection, file: TableFile
) -> duckdb.DuckDBPyRelation:
    if file.is_csv:
        return connection.read_csv(
            str(file.path), header=True, sep=",", quotechar='"', all_varchar=True
        )
    return connection.read_parquet(str(file.path), hive_partitioning=False)
