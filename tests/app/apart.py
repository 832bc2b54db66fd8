"""Real processes that work on a business of their own, quick to start.

Each is forked by a process that has read the application once and done nothing with it, so
it has no connection, no thread and no file of the tests in common with them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["acts_at_once", "killed_at"])


class Process:
    """A process that does one thing on the business of the moment, and a line to it."""

    def __init__(self, does: Callable[..., Any], *about: object) -> None:
        self.line, theirs = CONTEXT.Pipe()
        place = (str(connections["default"].settings_dict["NAME"]), settings.HOME)
        keys = (settings.SECRET_KEY, settings.TRAIL_KEY)
        told = (does, about, place, keys, theirs)
        self._process = CONTEXT.Process(target=_done_there, args=told)
        with _path_of_tests():
            self._process.start()
        theirs.close()

    def ended(self) -> tuple[int | None, Any]:
        """Wait for its end; return its exit status and what it said last, if anything."""
        said = None
        try:
            while True:
                said = self.line.recv()
        except EOFError:
            self._process.join()
        status = self._process.exitcode
        self._process.close()
        self.line.close()
        return status, said


def _done_there(
    does: Callable[..., Any],
    about: tuple[object, ...],
    place: tuple[str, Path],
    keys: tuple[str, bytes],
    line: Any,
) -> None:
    name, home = place
    connections["default"].settings_dict["NAME"] = name
    settings.HOME = home
    settings.FACTS_FOLDER = home / "facts"
    settings.AWARDS_FOLDER = home / "awards"
    settings.MEDIA_ROOT = home / "uploads"
    settings.SECRET_KEY, settings.TRAIL_KEY = keys
    does(line, *about)


@contextmanager
def _path_of_tests():
    """Let the process that forks find the tests' own modules; it is begun with the first."""
    kept = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    try:
        yield
    finally:
        if kept is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = kept
