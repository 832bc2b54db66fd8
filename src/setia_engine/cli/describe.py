"""``setia describe``: plans as plain text that a partner could sign."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from setia_engine.plan.read import read_plans
from setia_engine.plan.words.describe import describe as described
from setia_engine.plan.words.languages import LANGUAGES

BETWEEN = "\n\n"


class Tongue(StrEnum):
    """The languages that a plan can be put into."""

    id = "id"
    en = "en"


def describe(
    plans: Annotated[list[Path], typer.Argument(help="Plan documents, YAML or JSON.")],
    lang: Annotated[Tongue, typer.Option(help="Bahasa Indonesia or English.")] = Tongue.id,
) -> None:
    """Write plans as plain text that a partner could sign."""
    texts = [described(plan, LANGUAGES[lang.value]) for plan in read_plans(plans)]
    typer.echo(BETWEEN.join(texts), nl=False)
