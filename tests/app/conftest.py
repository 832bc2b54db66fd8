"""A business of its own for a test: a database whose rows are committed, and a home.

Most tests share one database and roll back. Those in which a second connection or a second
process has a part need rows that are really there, in a database that is thrown away: a
copy of one that was migrated once.
"""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.conf import settings as configured
from django.db import connections

POSTGRESQL = os.environ.get("DATABASE_URL", "").startswith("postgres")


@dataclass(frozen=True)
class OwnBusiness:
    """Where its home is, and what another process needs to work on it."""

    home: Path
    environment: dict[str, str]


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """Return the address of an empty database with every table."""
    home = tmp_path_factory.mktemp("migrated")
    if POSTGRESQL:
        with _created() as (_, url):
            _migrate(home, url)
            yield url
    else:
        url = f"sqlite:///{home / 'setia.sqlite3'}"
        _migrate(home, url)
        yield url


@pytest.fixture
def own_business(migrated, django_db_blocker, settings, tmp_path):
    with (
        django_db_blocker.unblock(),
        business_of_its_own(migrated, settings, tmp_path) as own,
    ):
        yield own


@pytest.fixture
def businesses(migrated, django_db_blocker, settings, tmp_path):
    """Return what opens one business after another, for tests of many histories."""
    with django_db_blocker.unblock():
        yield lambda: business_of_its_own(
            migrated, settings, tmp_path / secrets.token_hex(4)
        )


@contextmanager
def business_of_its_own(migrated, settings, home: Path) -> Iterator[OwnBusiness]:
    home.mkdir(exist_ok=True)
    settings.HOME = home
    settings.FACTS_FOLDER = home / "facts"
    settings.AWARDS_FOLDER = home / "awards"
    settings.MEDIA_ROOT = home / "uploads"
    shared = connections["default"]
    copied = _created(migrated) if POSTGRESQL else _copied(migrated, home)
    with copied as (name, url):
        own = connections.create_connection("default")
        own.settings_dict = {**shared.settings_dict, "NAME": name}
        connections["default"] = own
        try:
            yield OwnBusiness(home, _environment(home, url))
        finally:
            own.close()
            connections["default"] = shared


def _environment(home: Path, url: str) -> dict[str, str]:
    return {
        **os.environ,
        "SETIA_HOME": str(home),
        "SETIA_SECRET_KEY": configured.SECRET_KEY,
        "SETIA_TRAIL_KEY": configured.TRAIL_KEY.decode(),
        "DJANGO_SETTINGS_MODULE": "setia.config.settings",
        "DATABASE_URL": url,
    }


def _migrate(home: Path, url: str) -> None:
    command = [sys.executable, "-m", "django", "migrate", "--verbosity=0"]
    subprocess.run(command, env=_environment(home, url), check=True)


@contextmanager
def _copied(template: str, home: Path) -> Iterator[tuple[str, str]]:
    path = home / "setia.sqlite3"
    shutil.copyfile(template.removeprefix("sqlite:///"), path)
    yield str(path), f"sqlite:///{path}"


@contextmanager
def _created(template: str | None = None) -> Iterator[tuple[str, str]]:
    """Create a PostgreSQL database, as a copy where there is one to copy."""
    server = os.environ["DATABASE_URL"]
    name = f"own_{secrets.token_hex(6)}"
    like = f' TEMPLATE "{template.rsplit("/", 1)[1]}"' if template else ""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"{like}')
    try:
        yield name, f"{server.rsplit('/', 1)[0]}/{name}"
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
