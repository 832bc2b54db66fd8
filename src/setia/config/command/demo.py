"""``setia demo``: a believable business with everything in it, served on this machine."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.core.management import call_command

from setia.config.command.inside import make_ready, step_inside
from setia.config.command.processes import run_beside
from setia.config.command.serve import (
    Host,
    Port,
    Workers,
    desk,
    hooks,
    house,
    jobs,
    letters,
    need_free,
    pages,
    standing,
    welcome,
)

HOME = Path("var/demo")


def demo(
    home: Annotated[Path, typer.Option(help="Folder of the demo.")] = HOME,
    scale: Annotated[
        int, typer.Option(help="How many times as large the business is.", min=1, max=100)
    ] = 1,
    port: Port = 8000,
    host: Host = "127.0.0.1",
    workers: Workers = 2,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Begin anew, also where a demo is there.")
    ] = False,
    only_fill: Annotated[
        bool, typer.Option("--only-fill", help="Fill the database and do not serve.")
    ] = False,
) -> None:
    """Create a generated Indonesian business, serve it, and tell how to log in."""
    if not only_fill:
        need_free(host, port)
    if fresh:
        shutil.rmtree(home, ignore_errors=True)
    step_inside(home)
    make_ready()
    call_command("fill_demo", scale=scale)
    if only_fill:
        return
    welcome(f"\nSetia: http://{host}:{port}/   (Ctrl+C stops it; data in {settings.HOME})")
    beside = (jobs(), house(), hooks(), letters(), desk(), standing())
    run_beside(pages(host, port, workers), *beside)
