"""Processes that are watched over: pages, jobs, the upkeep of the hour, webhooks."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence

import typer

HEALTHY_SECONDS = 20
"""Whoever ends earlier than this after its start would only end again."""
MOST_FALLS = 3
DIES_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of prctl(2)."""


class Process:
    """One command that is started again when it ends by itself."""

    def __init__(self, command: Sequence[str]) -> None:
        self.command = command
        self.falls = 0
        self.start()

    def start(self) -> None:
        """Start it, in a session of its own: a Ctrl+C reaches us alone."""
        self.began = time.monotonic()
        self.running = subprocess.Popen(  # noqa: S603 - our own commands
            self.command,
            env=os.environ.copy(),
            start_new_session=True,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - we have no threads
        )

    def has_fallen_too_often(self) -> bool:
        """Count an end by itself; tell whether starting again is of no use."""
        healthy = time.monotonic() - self.began > HEALTHY_SECONDS
        self.falls = 1 if healthy else self.falls + 1
        return self.falls >= MOST_FALLS


def run_beside(*commands: Sequence[str]) -> None:
    """Run processes beside one another until somebody stops us; then end all of them.

    One that ends by itself is started again. Where that is of no use, all are ended.
    """
    signal.signal(signal.SIGTERM, _interrupt)
    processes = [Process(command) for command in commands]
    try:
        _watch(processes)
    except KeyboardInterrupt:
        return
    finally:
        for process in processes:
            process.running.terminate()
        for process in processes:
            process.running.wait()
    typer.echo("Setia: a process cannot go on, so the others were stopped.", err=True)
    raise typer.Exit(1)


def _watch(processes: Sequence[Process]) -> None:
    """Start again what ended; return when that is of no use."""
    while True:
        ended, status = os.waitpid(-1, 0)
        for process in processes:
            if process.running.pid == ended:
                process.running.returncode = os.waitstatus_to_exitcode(status)
                if process.has_fallen_too_often():
                    return
                typer.echo(
                    "Setia: a process ended by itself and was started again.", err=True
                )
                process.start()


def _die_with_parent() -> None:
    """Ask the kernel to end us when whoever watches over us is gone, however it went."""
    ctypes.CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGTERM)


def _interrupt(number: int, frame: object) -> None:
    del number, frame
    raise KeyboardInterrupt
