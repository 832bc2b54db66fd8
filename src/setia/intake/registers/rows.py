"""Rows of people or products between being read and being registered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa

from setia.core.errors import Problem, Refused
from setia.intake.staging.folder import folder_of

FILE = "register.arrow"
MOST_ROWS = 100_000


class Keeper:
    """Writes typed rows down, up to what one act can register."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._file: Any = None
        self._rows = 0

    def write(self, rows: pa.RecordBatch) -> None:
        """Keep rows.

        Raises:
            Refused: There are more than one act can register.
        """
        self._rows += rows.num_rows
        if self._rows > MOST_ROWS:
            params = {"most": MOST_ROWS}
            raise Refused([Problem("import.register_too_large", "file", params)])
        if self._file is None:
            self._file = pa.ipc.new_file(self._path, rows.schema)
        self._file.write_batch(rows)

    def close(self) -> None:
        """Finish the file."""
        if self._file is not None:
            self._file.close()


@contextmanager
def keeping_anew(batch_id: int) -> Iterator[Keeper]:
    """Yield what keeps the rows of a batch; what was kept before is gone."""
    path = folder_of(batch_id) / FILE
    path.unlink(missing_ok=True)
    keeper = Keeper(str(path))
    try:
        yield keeper
    finally:
        keeper.close()


def kept_rows(batch_id: int) -> list[dict[str, Any]]:
    """Return the rows of a batch."""
    path = folder_of(batch_id) / FILE
    if not path.is_file():
        return []
    with pa.ipc.open_file(str(path)) as file:
        rows: list[dict[str, Any]] = file.read_all().to_pylist()
    return rows
