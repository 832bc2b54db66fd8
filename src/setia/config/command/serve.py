"""``setia serve``: the pages and the jobs beside them, until somebody stops them."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import Annotated

import typer

from setia.config.command.inside import make_ready, step_inside
from setia.config.command.processes import run_beside
from setia.config.served import WELCOME

THREADS = 16
"""Connections of one process that are read at the same time; requests are worked on singly."""
Home = Annotated[
    Path | None,
    typer.Option(help="Folder of the installation. Default: $SETIA_HOME, or var/setia."),
]
Port = Annotated[int, typer.Option(help="Port of the pages.", min=1, max=65_535)]
Host = Annotated[str, typer.Option(help="Address that the pages listen on.")]
Workers = Annotated[int, typer.Option(help="Processes that answer pages.", min=1)]


def serve(
    home: Home = None, port: Port = 8000, host: Host = "127.0.0.1", workers: Workers = 2
) -> None:
    """Serve the pages of a business; an empty one begins with its first-run page."""
    need_free(host, port)
    step_inside(home)
    make_ready()
    welcome(f"Setia: http://{host}:{port}/   (Ctrl+C stops it)")
    beside = (jobs(), house(), hooks(), letters(), desk(), standing())
    run_beside(pages(host, port, workers), *beside)


def need_free(host: str, port: int) -> None:
    """Refuse to begin where something else listens already.

    Raises:
        Exit: The port is taken; what to do about it is told.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            why = f"Setia cannot listen on {host}:{port} ({error.strerror})."
            typer.echo(f"{why} Stop what does, or choose another --port.", err=True)
            raise typer.Exit(1) from error


def welcome(words: str) -> None:
    """Let the web server say where it is, once it answers."""
    os.environ[WELCOME] = words


def pages(host: str, port: int, workers: int) -> list[str]:
    """Return the command line of the web server."""
    return [
        *(sys.executable, "-m", "gunicorn", "setia.config.wsgi:application"),
        *("--config", "python:setia.config.served"),
        *("--bind", f"{host}:{port}", "--workers", str(workers)),
        *("--worker-class", "gthread", "--threads", str(THREADS)),
        *("--timeout", "120", "--log-level", "warning"),
        *("--max-requests", "5000", "--max-requests-jitter", "500", "--preload"),
    ]


def jobs() -> list[str]:
    """Return the command line of the worker."""
    return _beside("db_worker", "--interval", "0.5", "--no-startup-delay", "--no-reload")


def house() -> list[str]:
    """Return the command line of what keeps the house as days pass."""
    return _beside("keep_house")


def standing() -> list[str]:
    """Return the command line of what keeps the standing of programs up to date."""
    return _beside("keep_standing")


def hooks() -> list[str]:
    """Return the command line of what tells other programs what happened."""
    return _beside("send_webhooks")


def desk() -> list[str]:
    """Return the command line of what keeps the help desk: its readers and its timers."""
    return _beside("keep_desk")


def letters() -> list[str]:
    """Return the command line of what hands messages to people over."""
    return _beside("send_messages")


def _beside(command: str, *options: str) -> list[str]:
    # Django's checks read every page, and with them the engine: seconds and 200 MB for each
    # process, for what CI and the start of the pages look at already.
    return [sys.executable, "-m", "django", command, "--skip-checks", *options]
