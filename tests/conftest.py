"""What all tests share: one Spark session for the whole run, started only if asked for."""

from __future__ import annotations

import shutil
from importlib.util import find_spec

import pytest
from hypothesis import HealthCheck, settings

from setia_engine.run.spark import SparkEngine, start_session

# Compiling and adapting queries pays off on large data only; results are the same.
FOR_TINY_DATA = {
    "spark__sql__adaptive__enabled": "false",
    "spark__sql__codegen__wholeStage": "false",
    "spark__sql__codegen__factoryMode": "NO_CODEGEN",
    "spark__sql__shuffle__partitions": "1",
}

# How long a machine takes says nothing about what is tried on it.
settings.register_profile(
    "patient",
    settings.default,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def spark_session():
    if shutil.which("java") is None or find_spec("pyspark") is None:
        pytest.skip("no Java or no PySpark here: Spark tests do not run")
    session = start_session("local[2]", **FOR_TINY_DATA)
    yield session
    session.stop()


@pytest.fixture
def spark_engine(spark_session, tmp_path_factory):
    """Make an engine over facts; each gets a folder of its own."""

    def engine(facts):
        return SparkEngine(facts, spark_session, tmp_path_factory.mktemp("laid"))

    return engine


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Keep the tests on Spark in one worker, since each worker would start a session."""
    for item in items:
        if item.get_closest_marker("spark") is not None:
            item.add_marker(pytest.mark.xdist_group("spark"))
