"""`setia lint`, `describe` and `schema`, as people run them."""

from __future__ import annotations

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from setia_engine.cli.describe import Tongue, describe
from setia_engine.cli.lint import lint, read_products
from setia_engine.cli.problems import print_problems
from setia_engine.cli.schema import schema
from setia_engine.errors import FactsRejected, PlanRejected
from setia_engine.facts.refusals import FactsMissing
from setia_engine.plan.lint.catalogue import Product
from setia_engine.plan.schema import plan_schema
from setia_engine.values.problem import Problem

BOUNDED = (
    "{setia: 1, id: %s, period: {from: 2026-11-01}, reward: %s, caps: {budget: 1000000}}"
)
CLIFF = "{tiers: [{from: 0, rate: 3%}, {from: 100, rate: 2%}], mode: retroactive}"
PRODUCTS = (
    "product_id,name,category,price,cost\nsabun,Sabun,A,25000.00,\nmesin,,,900000,5e2\n"
)


def written(folder, name: str, text: str):
    path = folder / name
    path.write_text(text)
    return path


def status(command, *arguments, **options) -> int:
    """Return what a command ends with; a command that ends well returns nothing."""
    try:
        command(*arguments, **options)
    except BaseException as error:  # noqa: BLE001 - typer leaves a command by an exception
        return error.exit_code
    return 0


def test_lint_ends_with_one_where_a_finding_is_an_error(tmp_path, capsys) -> None:
    path = written(tmp_path, "plan.yaml", BOUNDED % ("a", CLIFF))

    assert status(lint, [path]) == 1
    assert capsys.readouterr().out == (
        "a: reward.tiers[1]: error (cliff)\n"
        "  There is a cliff at tier 2, from Rp100: selling one more pays less in total.\n"
        "  Example: revenue of Rp100 pays Rp2; revenue of Rp99 pays Rp3.\n\n"
    )


def test_lint_ends_well_where_there_are_only_warnings_or_nothing(tmp_path, capsys) -> None:
    warned = written(tmp_path, "warned.yaml", BOUNDED % ("a", "{per_unit: 5}"))
    fine = written(tmp_path, "fine.yaml", BOUNDED % ("b", "{per_unit: 30000}"))

    assert status(lint, [warned], lang=Tongue.id) == 0
    assert "a: reward.per_unit: peringatan (worthwhile)" in capsys.readouterr().out
    assert status(lint, [warned], worthwhile=5) == 0
    assert capsys.readouterr().out == "Nothing found.\n"
    assert status(lint, [fine], lang=Tongue.id) == 0
    assert capsys.readouterr().out == "Tidak ada temuan.\n"


def test_lint_looks_at_the_prices_of_a_data_folder(tmp_path, capsys) -> None:
    path = written(tmp_path, "plan.yaml", BOUNDED % ("a", "{rate: 10%}"))
    written(tmp_path, "products.csv", PRODUCTS.replace("5e2", "500"))

    assert status(lint, [path], data=tmp_path) == 0
    assert "one unit of sabun at Rp25,000 earns Rp2,500." in capsys.readouterr().out


def test_plans_of_a_group_that_differ_are_a_finding_and_repeated_ids_are_not(
    tmp_path, capsys
) -> None:
    grouped = (BOUNDED % ("%s", "{rate: 1%%}")).replace("caps:", "stacking: %s, caps:")
    differing = [
        grouped % ("a", "{group: g, keep: best}"),
        grouped % ("b", "{group: g, keep: first}"),
    ]
    path = written(tmp_path, "group.yaml", f"[{', '.join(differing)}]")

    assert status(lint, [path]) == 1
    assert "b: stacking.keep: error (stacking)" in capsys.readouterr().out
    with pytest.raises(PlanRejected):
        lint([path, path])


def test_products_are_read_from_parquet_and_csv_alike(tmp_path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        folder.mkdir()
    written(one, "products.csv", "product_id,brand,price\n007,X,12.50\nB,,\n")
    table = pa.table(
        {
            "product_id": ["007", "B"],
            "brand": ["X", None],
            "price": pa.array(["12.50", None]).cast(pa.decimal128(18, 2)),
        }
    )
    pq.write_table(table, two / "products.parquet")

    assert list(read_products(one)) == list(read_products(two))
    assert [one.product for one in read_products(one)] == ["007", "B"]


def test_products_that_cannot_be_read_are_told(tmp_path) -> None:
    with pytest.raises(FactsMissing):
        list(read_products(tmp_path / "nowhere"))
    with pytest.raises(FactsMissing):
        list(read_products(tmp_path))
    written(tmp_path, "products.csv", PRODUCTS)
    with pytest.raises(FactsRejected) as rejected:
        list(read_products(tmp_path))
    (row,) = rejected.value.rows
    assert (row.file, row.row, row.column, row.value) == ("products.csv", 3, "cost", "5e2")
    written(tmp_path, "products.csv", "")
    (tmp_path / "products.csv").rename(tmp_path / "products.parquet")
    with pytest.raises(FactsRejected):
        list(read_products(tmp_path))


def test_a_product_without_a_price_is_a_product() -> None:
    assert Product("a").attributes == {
        "product": "a",
        "category": None,
        "brand": None,
        "supplier": None,
    }


def test_describe_writes_every_plan_in_the_language_asked_for(tmp_path, capsys) -> None:
    path = written(
        tmp_path,
        "plans.yaml",
        f"[{BOUNDED % ('a', '{rate: 1%}')}, {BOUNDED % ('b', '{flat: 5}')}]",
    )

    assert status(describe, [path], lang=Tongue.en) == 0
    english = capsys.readouterr().out
    assert status(describe, [path]) == 0
    assert english.count("Both sides have read this plan") == 2
    assert capsys.readouterr().out.count("dibaca dan disetujui oleh kedua pihak") == 2


def test_schema_prints_the_schema_of_the_models(capsys) -> None:
    schema()

    assert json.loads(capsys.readouterr().out) == plan_schema()


def test_problems_are_printed_by_file_with_found_and_allowed(capsys) -> None:
    print_problems(
        [
            Problem(
                "choice", "credit", '"sellr"', "seller, buyer or upline", "a.yaml", "komisi"
            ),
            Problem("unknown-key", "capz", "{capz: 5}", "word " * 30, "a.yaml", "komisi"),
            Problem("file", "", "No such file", "a file that can be read", "b.yaml"),
        ]
    )

    told = capsys.readouterr()
    assert told.out == ""
    assert max(map(len, told.err.splitlines())) <= 78
    assert told.err.startswith(
        "setia: 3 problems in the plans; nothing was done.\n"
        "\n"
        "a.yaml\n"
        "  credit  (plan komisi)\n"
        '      found:   "sellr"\n'
        "      allowed: seller, buyer or upline\n"
    )
    assert told.err.endswith(
        "b.yaml\n"
        "  the whole document\n"
        "      found:   No such file\n"
        "      allowed: a file that can be read\n"
    )
