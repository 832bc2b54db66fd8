"""Engines over no facts at all: enough to work out expressions."""

from __future__ import annotations

import pytest

from setia_engine.reference.rows import Facts
from setia_engine.run.duckdb import DuckDBEngine
from setia_engine.run.load import open_facts
from setia_engine.testing.tables import write_facts


@pytest.fixture(scope="module")
def no_facts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nothing")
    write_facts(folder, Facts())
    with open_facts(folder, ["Asia/Jakarta"]) as facts:
        yield facts


@pytest.fixture(scope="module")
def duckdb_engine(no_facts):
    return DuckDBEngine(no_facts)
