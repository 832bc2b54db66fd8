"""What must not change a run: order, files, formats, names, and what nobody knew yet."""

from __future__ import annotations

import csv
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from crowds import crowds, renamed_documents, renamed_world
from evaluators import Told, laid, laid_folder, told_by_batch
from hypothesis import given
from hypothesis import strategies as st
from profiles import one_in

from setia_engine.reference.lines import instant_of
from setia_engine.reference.rows import Facts
from setia_engine.run.duckdb import DuckDBEngine
from setia_engine.testing.tables import write_facts
from setia_engine.testing.worlds import THE_END

few_plans = crowds(least=4, most=8)
randoms = st.randoms(use_true_random=False)


def told(situation, facts) -> Told:
    """Return what DuckDB says of a situation's plans over laid facts."""
    return told_by_batch(situation.plans, facts, DuckDBEngine(facts), situation.as_of)


def told_of(situation, form="csv") -> Told:
    """Return what DuckDB says of a situation as it stands."""
    with laid(situation.facts, form) as facts:
        return told(situation, facts)


@one_in(4)
@given(few_plans, randoms)
def test_the_order_of_rows(situation, random) -> None:
    def mixed(rows):
        return random.sample(rows, len(rows))

    world = situation.facts
    shuffled = Facts(
        *map(mixed, (world.lines, world.parties, world.history, world.products))
    )

    assert told_of(replace(situation, facts=shuffled)) == told_of(situation)


@one_in(4)
@given(few_plans)
def test_the_format_of_files(situation) -> None:
    assert told_of(situation, "parquet") == told_of(situation, "csv")


@contextmanager
def in_many_files(world, random):
    """Lay a world down whose tables are folders of files, months and formats mixed."""
    with TemporaryDirectory(prefix="setia-split-") as name:
        folder = Path(name)
        for part in ("lines", "parties", "history", "products"):
            rows = list(getattr(world, part))
            random.shuffle(rows)
            for number in range(3):
                piece = Facts(**{part: rows[number::3]})
                _write_piece(
                    folder, piece, part, f"{random.randint(0, 9)}-{number}", random
                )
        with laid_folder(folder) as facts:
            yield facts


TABLE_OF = {
    "lines": "sale_lines",
    "parties": "parties",
    "history": "party_history",
    "products": "products",
}


def _write_piece(folder: Path, piece: Facts, part: str, name: str, random) -> None:
    """Write one file of a table, alone or in a partition that says nothing about it."""
    table, form = TABLE_OF[part], random.choice(["csv", "parquet"])
    inside = folder / table / random.choice(["", "month=2024-11", "month=2024-12"])
    inside.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="setia-piece-") as scratch:
        write_facts(Path(scratch), piece, form)
        written = Path(scratch) / f"{table}.{form}"
        if written.exists():
            written.replace(inside / f"{name}.{form}")


@one_in(4)
@given(few_plans, randoms)
def test_in_how_many_files_a_table_is(situation, random) -> None:
    with in_many_files(situation.facts, random) as facts:
        assert told(situation, facts) == told_of(situation)


def named_back(tables: Told, back) -> dict[str, list[dict[str, str]]]:
    """Return the rows of all tables with parties called by their names of before."""
    return {
        name: [
            {
                column: back(value) if column in {"party_id", "payee_id"} else value
                for column, value in row.items()
            }
            for row in csv.DictReader(text.splitlines())
        ]
        for name, text in tables.items()
    }


@one_in(4)
@given(few_plans, st.sampled_from(["x", "!", "Ω"]))
def test_what_parties_are_called_as_long_as_their_order_stays(situation, prefix) -> None:
    def renamed(name: str) -> str:
        return prefix + name

    other = replace(
        situation,
        documents=renamed_documents(situation.documents, renamed),
        facts=renamed_world(situation.facts, renamed),
    )

    found = named_back(told_of(other), lambda name: name.removeprefix(prefix))
    assert found == named_back(told_of(situation), lambda name: name)


@one_in(4)
@given(few_plans, st.sampled_from([" ", "aa", "zz", "\U00010000"]))
def test_what_a_party_is_called_that_no_plan_names_or_credits(situation, name) -> None:
    def renamed(party_id: str) -> str:
        return f"{name}😀{name}" if party_id == "😀" else party_id

    unrelated = [
        document
        for document in situation.documents
        if document["credit"] == "seller" and "😀" not in str(document)
    ]
    now = replace(situation, documents=unrelated)
    other = replace(now, facts=renamed_world(now.facts, renamed))

    assert told_of(other) == told_of(now)


@one_in(2)
@given(few_plans)
def test_what_became_known_only_later(situation) -> None:
    # Who is eligible may depend on the day that is asked for: there is no history here.
    zone = situation.plans[0].period.timezone
    documents = [
        document
        for document, plan in zip(situation.documents, situation.plans, strict=True)
        if plan.period.timezone == zone
    ]
    world = replace(situation.facts, history=())
    known = [
        replace(line, recorded_at=None)
        for line in world.lines
        if instant_of(line.recorded_at or line.sold_at, ZoneInfo(zone)) <= situation.as_of
    ]
    now = replace(situation, documents=documents, facts=world)
    later = replace(now, facts=replace(world, lines=known), as_of=THE_END)

    then, in_the_end = told_of(now), told_of(later)

    for table in ("standings", "explain", "funding"):
        assert then[table] == in_the_end[table]
