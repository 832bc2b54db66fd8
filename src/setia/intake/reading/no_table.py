"""A file that cannot be read as a table."""

from __future__ import annotations

from typing import Any


class NoTable(ValueError):
    """What the file is, or what is wrong with it as a whole; see ``problem_codes``."""

    def __init__(self, code: str, /, **params: Any) -> None:  # noqa: ANN401 - of a sentence
        super().__init__(code, params)
        self.code = code
        self.params = params
