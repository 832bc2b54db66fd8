"""``setia import``: a file of sales, people or products, from the terminal."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from django.core.management import call_command

from setia.config.command.inside import make_ready, step_inside
from setia.config.command.serve import Home


class Kind(StrEnum):
    """What the file brings."""

    sales = "sales"
    parties = "parties"
    products = "products"


def bring_in(
    kind: Annotated[Kind, typer.Argument(help="What the file brings.")],
    file: Annotated[Path, typer.Argument(help="A CSV or XLSX file.")],
    source: Annotated[str, typer.Option(help="Where it is from; its mapping is kept.")],
    mapping: Annotated[
        Path | None, typer.Option(help="A mapping as JSON, instead of the guessed one.")
    ] = None,
    answer: Annotated[
        list[str] | None,
        typer.Option(help="What the file leaves open, as NAME=ANSWER; may be repeated."),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Do not ask before importing.")
    ] = False,
    home: Home = None,
) -> None:
    """Import a file: read it, show what would happen, ask, bring it in as a whole.

    Exit status: 0 done; 2 the command or the mapping is wrong, or a question is open;
    3 rows were refused.
    """
    step_inside(home)
    make_ready()
    options = {"source": source, "mapping": mapping, "answer": answer or [], "yes": yes}
    call_command("import_file", kind.value, str(file), **options)
