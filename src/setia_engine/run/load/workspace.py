"""Where facts are laid: a DuckDB connection that may use so much memory, and a folder.

What does not fit into memory goes to the folder, so memory stays bounded while lines grow.
The folder is gone when the work is over, also after an error or Ctrl-C.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

NO_SPACE = os.strerror(errno.ENOSPC)
SPILL_IS_FULL = "max_temp_directory_size"
MEMORY_OF_A_THREAD = 200
Settings = dict[str, str | bool | int | float | list[str]]


@dataclass(frozen=True)
class Workspace:
    """A connection and the folder that belongs to it."""

    connection: duckdb.DuckDBPyConnection
    folder: Path

    def staged(self, name: str) -> Path:
        """Return where a file that is staged under this name is kept."""
        return self.folder / f"{name}.staged"

    def discard_staged(self) -> None:
        """Give back the room of what was staged."""
        for file in self.folder.glob("*.staged"):
            file.unlink()


@contextmanager
def open_workspace(parent: Path | None, memory: int) -> Iterator[Workspace]:
    """Open a workspace under ``parent``, or where the system keeps temporary files.

    DuckDB may use ``memory`` megabytes, and as many processors as can work in them.

    Raises:
        OSError: Disk or memory is full, or the parent folder cannot be written to.
    """
    with TemporaryDirectory(
        prefix="setia-", dir=parent, ignore_cleanup_errors=True
    ) as name:
        folder = Path(name)
        settings: Settings = {
            "memory_limit": f"{memory}MB",
            "threads": max(1, min(os.cpu_count() or 1, memory // MEMORY_OF_A_THREAD)),
            "temp_directory": str(folder / "spill"),
            "preserve_insertion_order": False,
        }
        with _connected(settings) as connection, _in_words_of_the_system(folder):
            connection.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = FALSE")
            yield Workspace(connection, folder)


@contextmanager
def _connected(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect(config=settings)
    try:
        yield connection
    finally:
        # After Ctrl-C the query goes on elsewhere, and closing would wait for its end.
        connection.interrupt()
        connection.close()


@contextmanager
def _in_words_of_the_system(folder: Path) -> Iterator[None]:
    """Say as the system does that disk or memory is full, or that somebody pressed Ctrl-C."""
    try:
        yield
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        if NO_SPACE in str(error) or SPILL_IS_FULL in str(error):
            raise OSError(errno.ENOSPC, NO_SPACE, str(folder)) from error
        if isinstance(error, duckdb.OutOfMemoryException):
            raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM)) from error
        raise
    except RuntimeError as error:
        if isinstance(error.__cause__, KeyboardInterrupt):
            raise KeyboardInterrupt from error
        raise


def literal(text: str) -> str:
    """Write a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """Write the name of a column as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def file_list(paths: list[Path]) -> str:
    """Write paths as a list for DuckDB, which would read ``*``, ``?`` and ``[`` as patterns."""
    return f"[{', '.join(literal(_not_a_pattern(path)) for path in paths)}]"


def _not_a_pattern(path: Path) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in str(path))
