"""Processes that are watched over: pages, jobs, the upkeep of the hour, webhooks."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress

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


class Watch:
    """Processes beside one another, and whether somebody asked us to stop."""

    def __init__(self) -> None:
        self.processes: list[Process] = []
        self._stopped = False

    def is_stopped(self) -> bool:
        """Tell whether somebody asked us to stop."""
        return self._stopped

    def stop(self, number: int, frame: object) -> None:
        """Note that we are to stop, and end all.

        To raise instead would be lost at times: what is raised while a process is forked
        goes to the interpreter's own hooks, which ignore it.
        """
        del number, frame
        self._stopped = True
        self.end()

    def end(self) -> None:
        """Ask every process to end."""
        for process in self.processes:
            with suppress(ProcessLookupError):
                os.kill(process.running.pid, signal.SIGTERM)

    def lasts(self) -> bool:
        """Start again what ends, until we are stopped; False where that is of no use."""
        while not self.is_stopped():
            ended, status = os.waitpid(-1, 0)
            for process in self.processes:
                if process.running.pid == ended:
                    process.running.returncode = os.waitstatus_to_exitcode(status)
                    if not self.is_stopped() and not _starts_again(process):
                        return False
        return True


def run_beside(*commands: Sequence[str]) -> None:
    """Run processes beside one another until somebody stops us; then end all of them.

    One that ends by itself is started again. Where that is of no use, all are ended.

    Raises:
        Exit: A process cannot go on.
    """
    watch = Watch()
    for number in (signal.SIGTERM, signal.SIGINT):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, watch.stop)
    for command in commands:
        watch.processes.append(Process(command))
    lasted = watch.lasts()
    watch.end()
    for process in watch.processes:
        process.running.wait()
    if not lasted:
        typer.echo("Setia: a process cannot go on, so the others were stopped.", err=True)
        raise typer.Exit(1)


def _starts_again(process: Process) -> bool:
    if process.has_fallen_too_often():
        return False
    typer.echo("Setia: a process ended by itself and was started again.", err=True)
    process.start()
    return True


def _die_with_parent() -> None:
    """Ask the kernel to end us when whoever watches over us is gone, however it went."""
    ctypes.CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGTERM)
