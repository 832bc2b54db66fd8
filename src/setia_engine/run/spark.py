"""Spark: the engine on a cluster, over the laid facts as Parquet."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from setia_engine.errors import EngineUnavailable
from setia_engine.facts.laid import LaidFacts

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

QUIET = Path(__file__).with_name("spark_log.properties")
EXACT_QUOTIENT = """
CREATE OR REPLACE TEMPORARY FUNCTION setia_quotient(
    dividend DECIMAL(38, 0), divisor DECIMAL(38, 0)
) RETURNS DECIMAL(38, 0) RETURN CAST(dividend DIV divisor AS DECIMAL(38, 0))
"""


def start_session(master: str, **more: str) -> SparkSession:
    """Start a Spark session; one is enough for any number of runs.

    ``more`` are settings of Spark's, dots written as double underscores.

    Raises:
        EngineUnavailable: PySpark or Java is missing, or Spark did not start.
    """
    try:
        from pyspark.errors import PySparkException  # noqa: PLC0415 - an extra, heavy to import
        from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra, heavy to import
    except ImportError as error:
        raise EngineUnavailable(
            "PySpark is not installed: pip install 'setia[spark]'"
        ) from error
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.ansi.enabled": "true",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={QUIET.as_uri()}",
    }
    builder = SparkSession.builder.appName("setia").master(master)
    settings |= {name.replace("__", "."): value for name, value in more.items()}
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except (PySparkException, OSError, RuntimeError) as error:
        raise EngineUnavailable(
            f"Spark did not start on {master} (it needs Java 17 or newer): {error}"
        ) from error


class SparkEngine:
    """Runs expressions on Spark; the laid facts reach it as Parquet in ``folder``.

    Tables go in and out as Arrow: on the way through pandas every decimal would become a
    Python object.
    """

    name = "spark"

    def __init__(self, facts: LaidFacts, session: SparkSession, folder: Path) -> None:
        self._session = session
        self._ibis = ibis.pyspark.connect(session)
        self._views = count()
        session.sql(EXACT_QUOTIENT)
        self._lines: dict[str, ir.Table] = {}
        for number, (timezone, table) in enumerate(facts.lines.items()):
            path = folder / f"lines_{number}.parquet"
            facts.connection.table(table).write_parquet(str(path))
            self._lines[timezone] = self._ibis.read_parquet(str(path))

    def lines(self, timezone: str) -> ir.Table:
        """Return the laid sale lines of a time zone."""
        return self._lines[timezone]

    def table(self, rows: pa.Table) -> ir.Table:
        """Hand a small table to Spark."""
        name = f"setia_{id(self)}_{next(self._views)}"
        self._session.createDataFrame(rows).createOrReplaceTempView(name)
        return self._ibis.table(name)

    def fetch(self, expression: ir.Table) -> pa.Table:
        """Run an expression and return its rows."""
        return self._session.sql(self._ibis.compile(expression)).toArrow()

    def answer(self, asked: Hashable, build: Callable[[], ir.Table]) -> pa.Table:  # noqa: ARG002 - each question is put once
        """Build the expression of a question, and run it."""
        return self.fetch(build())
